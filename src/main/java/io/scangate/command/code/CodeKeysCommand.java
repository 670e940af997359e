package io.scangate.command.code;

import io.scangate.credential.Algorithm;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustedKey;
import io.scangate.health.Division;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate code keys}: the files that keys stand in. */
@Command(
    name = "keys",
    description = "Makes, lists and withdraws keys. Secrets are never printed.",
    subcommands = CodeKeysWithdrawCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CodeKeysCommand implements Runnable {
  private static final int MOST_DAYS = 3660;

  @Spec private CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  @Override
  public void run() {
    throw refuse("A command is missing.");
  }

  @Command(
      name = "generate",
      description = "Makes the keys of an installation: engine.json and gateway.json.",
      mixinStandardHelpOptions = true)
  int generate(
      @Option(names = "--dir", required = true, description = "Where; made where it is missing.")
          Path dir,
      @Option(
              names = "--issuer",
              required = true,
              description = "The division code of the city, as in 4403.")
          String issuer,
      @Option(
              names = "--days",
              defaultValue = "730",
              description = "How long may be signed with them. Default: ${DEFAULT-VALUE}.")
          int days,
      @Option(
              names = "--algorithm",
              defaultValue = "EdDSA",
              description = "Of static codes: EdDSA or ES256. Default: ${DEFAULT-VALUE}.")
          Algorithm algorithm)
      throws IOException {
    if (algorithm == Algorithm.HMAC_256_64) {
      throw refuse("--algorithm is EdDSA or ES256");
    }
    if (days < 1 || days > MOST_DAYS) {
      throw refuse("--days is from 1 to " + MOST_DAYS);
    }
    Files.createDirectories(dir);
    try {
      KeyFiles.write(
          dir,
          EngineKeys.generate(city(issuer), algorithm, clock.instant(), Duration.ofDays(days)));
    } catch (FileAlreadyExistsException e) {
      spec.commandLine().getErr().println(e.getFile() + " is there already; keys are not replaced");
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(dir.resolve(KeyFiles.ENGINE));
    out.println(dir.resolve(KeyFiles.GATEWAY));
    return 0;
  }

  @Command(
      name = "list",
      description = "Lists the keys in a file with their uses and their time.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--keys", required = true, description = "The file of an engine or gateway.")
          Path file) {
    PrintWriter out = spec.commandLine().getOut();
    if (KeyFiles.isEngine(file)) {
      EngineKeys keys = KeyFiles.readEngine(file);
      for (SigningKey key : keys.signing()) {
        out.println(line(key.trusted()) + (keys.isWithdrawn(key) ? "  withdrawn" : ""));
      }
    } else {
      KeyFiles.readGateway(file).keys().forEach(key -> out.println(line(key)));
    }
    return 0;
  }

  private static String line(TrustedKey key) {
    return "%s  %-6s  %-12s  %s  %s"
        .formatted(
            key.kidText(),
            key.algorithm().text(),
            key.uses().stream().map(KeyUse::text).sorted().collect(Collectors.joining(",")),
            Instant.ofEpochSecond(key.validity().from()),
            Instant.ofEpochSecond(key.validity().until()));
  }

  private Division city(String issuer) {
    try {
      return new Division(issuer);
    } catch (IllegalArgumentException e) {
      throw refuse("--issuer: " + e.getMessage());
    }
  }

  private ParameterException refuse(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
