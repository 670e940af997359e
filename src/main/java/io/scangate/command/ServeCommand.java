package io.scangate.command;

import io.scangate.serve.Ladder;
import io.scangate.serve.Role;
import io.scangate.serve.Serve;
import io.scangate.serve.Settings;
import io.scangate.serve.Version;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scangate serve}: runs until it is told to stop, by Ctrl-C or SIGTERM. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Serves scans until it is stopped (Ctrl-C or SIGTERM).",
      "Without a settings file: a demo city on embedded defaults, gateway on 8080, management on"
          + " 9464."
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The settings file; config/scangate.yaml describes it.")
  private @Nullable Path config;

  @Option(
      names = "--role",
      description =
          "What this process does, where the file says otherwise: ${COMPLETION-CANDIDATES}.")
  private @Nullable Role role;

  @Override
  public Integer call() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    Settings settings = Settings.read(config, role, processors);
    CountDownLatch stopped = new CountDownLatch(1);
    Ladder ladder = new Ladder(System::nanoTime);
    Thread stop =
        new Thread(
            () -> {
              ladder.close();
              stopped.countDown();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      new Serve(settings, ladder, spec.commandLine().getOut(), InstantSource.system()).start();
    } catch (Exception e) {
      ladder.close();
      throw e;
    }
    stopped.await();
    return 0;
  }
}
