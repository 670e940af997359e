package io.scangate.command.audit;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.Progress;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.TrustedKey;
import io.scangate.engine.LedgerAudit;
import io.scangate.ledger.Finding;
import io.scangate.ledger.RootAudit;
import io.scangate.serve.KeyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate audit verify}: decides everything again and checks every row of the ledger. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Decides everything in the ledger again, by the facts that were known and the policies that"
          + " judged, and checks every row against the hash chain and the chain against its roots.",
      "Reads only, while engines write. Exits with 1 where something is wrong, and names the"
          + " person reference and the row."
    })
final class AuditVerify implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;

  @Option(
      names = "--roots",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Roots that were given out earlier, as GET /v1/roots answered.")
  private List<Path> roots = List.of();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "The key file, of which the public halves are used; without it those that the settings"
              + " name.")
  private @Nullable Path keys;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<TrustedKey> trusted = keys == null ? ledger.keys() : KeyFiles.readPublic(keys);
    if (trusted.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "No key to check roots with; name the key file by --keys FILE");
    }
    try (OpenLedger open = ledger.open();
        Progress progress = progress(open)) {
      LedgerAudit audit =
          new LedgerAudit(open.ledger(), finding -> tell(finding, progress, out), progress::step);
      for (int partition = 0; partition < open.installation().partitions(); partition++) {
        audit.partition(partition);
      }
      audit.roots(trusted, CryptoSuite.choose(), this::givenOut);
      progress.clear();
      tell(audit.counts(), out);
      return audit.counts().findings() == 0 ? 0 : 1;
    }
  }

  /** Links and people, as many as there are at the start. */
  private Progress progress(OpenLedger open) {
    long links = 0;
    for (int partition = 0; partition < open.installation().partitions(); partition++) {
      links += open.ledger().head(partition).link();
    }
    return new Progress(
        spec.commandLine().getErr(), System::nanoTime, Progress.isTerminal(), links + open.codes());
  }

  private void givenOut(RootAudit audit) {
    for (Path file : roots) {
      RootsFile.read(file, page -> audit.givenOut(file.toString(), page));
    }
  }

  private static void tell(Finding finding, Progress progress, PrintWriter out) {
    progress.clear();
    out.println(finding.text());
    out.flush();
  }

  private static void tell(LedgerAudit.Counts counts, PrintWriter out) {
    out.printf(
        "%,d partitions, %,d links, %,d facts, %,d decisions, %,d people, %,d roots: %s%n",
        counts.partitions(),
        counts.links(),
        counts.facts(),
        counts.decisions(),
        counts.people(),
        counts.roots(),
        switch ((int) Math.min(counts.findings(), 2)) {
          case 0 -> "nothing is wrong";
          case 1 -> "1 thing is wrong";
          default -> "%,d things are wrong".formatted(counts.findings());
        });
    if (counts.closedByHash() > 0) {
      out.printf(
          "%,d links are closed by their hashes alone, since the months of their facts are gone;"
              + " %,d people cannot be decided about again%n",
          counts.closedByHash(), counts.unwhole());
    }
    out.flush();
  }
}
