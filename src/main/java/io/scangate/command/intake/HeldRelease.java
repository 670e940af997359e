package io.scangate.command.intake;

import io.scangate.engine.HeldFacts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scangate intake held release}: lets held facts go on. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Stores held facts under their own keys; their people are decided about at once.",
      "Somebody else does it than who sent them. Who and what for is kept."
    })
final class HeldRelease implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HeldSelection selection;

  @Override
  public Integer call() {
    return selection.decide(spec, HeldFacts::release);
  }
}
