package io.scangate.command.intake;

import io.scangate.engine.HeldFacts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scangate intake held reject}: says no to held facts. */
@Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = {
      "Says no to held facts: they are never stored, also when they are sent again.",
      "Somebody else does it than who sent them. Who and what for is kept."
    })
final class HeldReject implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HeldSelection selection;

  @Override
  public Integer call() {
    return selection.decide(spec, HeldFacts::reject);
  }
}
