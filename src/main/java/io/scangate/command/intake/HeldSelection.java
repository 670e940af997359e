package io.scangate.command.intake;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.ReaderOption;
import io.scangate.engine.HeldFacts;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Holds.Second;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which held facts a second person decides about, and who that is. */
final class HeldSelection {
  /** By number, or all of a request. */
  static final class Which {
    @Parameters(paramLabel = "ID", description = "The numbers that 'held list' shows.")
    private @Nullable List<Long> ids;

    @Option(
        names = "--request",
        paramLabel = "REQUEST",
        description = "All that waits of a request.")
    private @Nullable String request;

    private List<Long> numbers(Holds holds) {
      if (request != null) {
        return holds.openOf(request);
      }
      return ids == null ? List.of() : ids;
    }
  }

  /** What is decided. */
  @FunctionalInterface
  interface Decision {
    /** Decides about one fact. */
    HeldFacts.Outcome of(HeldFacts held, long id, Second second);
  }

  @Mixin private LedgerOption ledger;
  @Mixin private ReaderOption reader;

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /**
   * Decides about each, and tells what became of it.
   *
   * @return the exit code
   */
  int decide(CommandSpec spec, Decision decision) {
    ReaderOption.Reader who = reader.required(spec);
    Second second = new Second(who.operator(), who.purpose());
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean all = true;
    try (OpenLedger open = ledger.open()) {
      // The engines publish what is committed here, as they do what they commit themselves.
      HeldFacts held =
          new HeldFacts(
              open.ledger(),
              open.installation().partitions(),
              InstantSource.system(),
              (partition, recorded) -> {});
      List<Long> ids = which.numbers(new Holds(open.ledger()));
      if (ids.isEmpty()) {
        err.println("Nothing of that request waits.");
        return 1;
      }
      for (long id : ids) {
        switch (decision.of(held, id, second)) {
          case RELEASED -> out.printf("%d is released.%n", id);
          case REJECTED -> out.printf("%d is rejected.%n", id);
          case NOT_THERE -> {
            all = false;
            err.printf(
                "%d: nothing waits under that number, or %s has sent it.%n", id, second.operator());
          }
          case CONFLICTING -> {
            all = false;
            err.printf("%d: its key was used for something else meanwhile; reject it.%n", id);
          }
        }
      }
      out.flush();
    }
    return all ? 0 : 1;
  }
}
