package io.scangate.command.policy;

import io.scangate.ledger.PolicyDesk.Step;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what came of a step on a policy's way into force. */
final class PolicySteps {
  private PolicySteps() {}

  /**
   * Tells it.
   *
   * @return the exit code
   */
  static int tell(Step step, String version, CommandSpec spec) {
    CommandLine line = spec.commandLine();
    return switch (step) {
      case Step.Proposed() -> {
        line.getOut().printf("Policy %s is proposed; somebody else activates it by%n", version);
        line.getOut().printf("scangate policy activate %s --operator NAME%n", version);
        yield 0;
      }
      case Step.Activated(int number, var inForceFrom) -> {
        line.getOut()
            .printf(
                "Policy %s is activated as number %d, in force from %s%n",
                version, number, inForceFrom);
        yield 0;
      }
      case Step.Refused(String why) -> {
        line.getErr().println("Refused: " + why);
        yield 1;
      }
    };
  }
}
