package io.scangate.command.policy;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.OperatorOption;
import io.scangate.ledger.PolicyDesk;
import io.scangate.ledger.PolicyDesk.Step;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code scangate policy propose}: brings a policy to the ledger, for somebody else to activate.
 */
@Command(
    name = "propose",
    mixinStandardHelpOptions = true,
    description = "Brings a policy to the ledger, for somebody else to activate.")
final class PolicyPropose implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;
  @Mixin private OperatorOption operator;

  @Parameters(
      paramLabel = "FILE",
      description = "The policy file; in force from an instant to come.")
  private Path file;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    String who = operator.name(spec);
    Policy policy = PolicyFile.read(file);
    try (OpenLedger open = ledger.open()) {
      Step step = new PolicyDesk(open.ledger()).propose(policy, who, clock.instant());
      return PolicySteps.tell(step, policy.version(), spec);
    }
  }
}
