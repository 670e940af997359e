package io.scangate.command;

import io.scangate.health.PersonRef;
import io.scangate.ledger.StaffReads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --operator} and {@code --purpose}: who reads a person, and what for. */
public final class ReaderOption {
  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "Who you are; kept with every person that is read.")
  private @Nullable String operator;

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      description = "What it is read for; kept beside it.")
  private @Nullable String purpose;

  /** Who reads, and what for. Immutable. */
  public record Reader(String operator, String purpose) {
    /** Leaves a row for each person, before anything of them is shown. */
    public void leave(StaffReads reads, Instant now, String command, List<PersonRef> people) {
      reads.leave(now, operator, purpose, command, people);
    }
  }

  /** Whether somebody said who they are. */
  public boolean isGiven() {
    return operator != null || purpose != null;
  }

  /**
   * Who reads.
   *
   * @throws ParameterException where one of the two is not said
   */
  public Reader required(CommandSpec spec) {
    if (operator == null || purpose == null || operator.isBlank() || purpose.isBlank()) {
      throw new ParameterException(
          spec.commandLine(),
          "Whoever reads a person says who they are and what for: --operator NAME --purpose TEXT");
    }
    return new Reader(operator.strip(), purpose.strip());
  }
}
