package io.scangate.command.casework;

import io.scangate.casework.identity.DossierKeys;
import io.scangate.casework.identity.IdentityKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.ReleaseLists;
import io.scangate.ledger.cases.SealedIdentity;
import io.scangate.ledger.cases.SealedKey;
import io.scangate.serve.IdentityKeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate casework identity rekey}: puts identities under another key. */
@Command(
    name = "rekey",
    mixinStandardHelpOptions = true,
    description = {
      "Puts all identities and lists under the last key of the key file, while engines serve.",
      "First --draw, which adds a key to the file and does no more; copy the file to every engine."
          + " Then without an option. At last, when every engine was restarted, --forget: it"
          + " destroys the other keys, once nothing is under them."
    })
final class IdentityRekey implements Callable<Integer> {
  private static final int AT_ONCE = 500;

  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;

  @Option(names = "--draw", description = "Only add a key to the file.")
  private boolean draw;

  @Option(names = "--forget", description = "Destroy the keys that nothing is under any more.")
  private boolean forget;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (OpenLedger open = ledger.open()) {
      IdentityKeys keys = IdentityKeyFile.open(ledger.identityKeys(), open.ledger());
      if (draw) {
        out.printf(
            "Key %d stands in %s; copy it to every engine.%n", keys.draw(), ledger.identityKeys());
        return 0;
      }
      long done = rekey(new Identities(open.ledger()), keys);
      out.printf("%d identities were put under key %d.%n", done, keys.currentId());
      long lists = rekey(new ReleaseLists(open.ledger()), keys);
      out.printf("%d lists were put under key %d.%n", lists, keys.currentId());
      if (forget) {
        keys.forgetOthers();
        out.println("The other keys are destroyed in this file; destroy its copies too.");
      }
      return 0;
    }
  }

  /** Goes on until nothing is left that engines wrote meanwhile. */
  private static long rekey(Identities identities, IdentityKeys keys) {
    IdentitySeal seal = new IdentitySeal(keys);
    int current = keys.currentId();
    long done = 0;
    List<SealedIdentity> some = identities.under(current, AT_ONCE);
    while (!some.isEmpty()) {
      for (SealedIdentity one : some) {
        identities.rekey(one, seal.underCurrent(one));
      }
      done += some.size();
      some = identities.under(current, AT_ONCE);
    }
    return done;
  }

  private static long rekey(ReleaseLists lists, IdentityKeys keys) {
    DossierKeys dossiers = new DossierKeys(keys);
    int current = keys.currentId();
    long done = 0;
    Map<Long, SealedKey> some = lists.under(current, AT_ONCE);
    while (!some.isEmpty()) {
      some.forEach(
          (id, key) -> lists.rekey(id, dossiers.underCurrent(ReleaseLists.dossier(id), key)));
      done += some.size();
      some = lists.under(current, AT_ONCE);
    }
    return done;
  }
}
