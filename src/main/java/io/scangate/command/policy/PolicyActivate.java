package io.scangate.command.policy;

import io.scangate.command.LedgerOption;
import io.scangate.command.OpenLedger;
import io.scangate.command.OperatorOption;
import io.scangate.ledger.PolicyDesk;
import io.scangate.ledger.PolicyDesk.Step;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate policy activate}: the second person agrees to a policy. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = {
      "Agrees to a policy that somebody else has proposed.",
      "Engines then enter it into the chain of every partition, and decide about everybody again"
          + " when it comes into force."
    })
final class PolicyActivate implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LedgerOption ledger;
  @Mixin private OperatorOption operator;

  @Parameters(paramLabel = "VERSION", description = "The version in the policy file.")
  private String version;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    String who = operator.name(spec);
    try (OpenLedger open = ledger.open()) {
      Step step = new PolicyDesk(open.ledger()).activate(version, who, clock.instant());
      return PolicySteps.tell(step, version, spec);
    }
  }
}
