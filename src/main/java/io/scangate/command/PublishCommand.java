package io.scangate.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.engine.Republishing;
import io.scangate.ledger.Installation;
import io.scangate.ledger.Ledger;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.ops.MicrometerPublishMeters;
import io.scangate.serve.Role;
import io.scangate.serve.Settings;
import io.scangate.serve.Version;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate publish}: rebuilds Redis from the ledger. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Rebuilds Redis from the ledger while gateways serve.",
      "Engines may run; they give up each partition for as long as it is rebuilt. After the ledger"
          + " was restored from a backup: stop the engines, run it with --restored, start them."
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The settings file of an engine.")
  private Path config;

  @Option(names = "--all", description = "Every partition.")
  private boolean all;

  @Option(
      names = "--restored",
      description = "The ledger was restored: what it had published later is void from now on.")
  private boolean restored;

  @Override
  public Integer call() throws InterruptedException {
    if (!all) {
      throw new ParameterException(spec.commandLine(), "What is to be published? Say --all.");
    }
    Settings settings = Settings.read(config, Role.ENGINE, 1);
    Vertx vertx = Vertx.vertx();
    try (Ledger ledger =
        Ledger.open(vertx, settings.engine().ledger().orElseThrow().application())) {
      return publish(settings, vertx, ledger);
    } finally {
      var _ = join(vertx.close());
    }
  }

  private int publish(Settings settings, Vertx vertx, Ledger ledger) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Installation> founded = ledger.installation();
    if (founded.isEmpty()) {
      err.println("the ledger is not founded yet");
      return 1;
    }
    if (restored) {
      err.printf("This is incarnation %d of the ledger.%n", ledger.raiseIncarnation());
    }
    Installation installation = ledger.installation().orElseThrow();
    LinkSettings redis = settings.redis().link().orElseThrow();
    Promise<Void> done = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            onLoop ->
                new Republishing(
                        vertx,
                        ledger,
                        installation,
                        redis,
                        new MicrometerLinkMeters(new SimpleMeterRegistry(), "command"),
                        settings.engine().publishing(),
                        new MicrometerPublishMeters(
                            new SimpleMeterRegistry(), installation.partitions()),
                        InstantSource.system())
                    .all(
                        partition ->
                            err.printf(
                                "%d of %d partitions are rebuilt%n",
                                partition + 1, installation.partitions()))
                    .onComplete(done));
    Optional<Throwable> failure = join(done.future());
    failure.ifPresent(why -> err.println("Redis is not rebuilt: " + why.getMessage()));
    return failure.isPresent() ? 1 : 0;
  }

  /** What it failed with. */
  private static Optional<Throwable> join(Future<Void> future) throws InterruptedException {
    try {
      var _ = future.toCompletionStage().toCompletableFuture().get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause() == null ? e : e.getCause());
    }
  }
}
