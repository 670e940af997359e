package io.scangate.command.code;

import io.scangate.cache.ListWriter;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.cache.link.RedisRefusal;
import io.scangate.cache.link.RedisUnavailable;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.Epoch;
import io.scangate.credential.KeyUse;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListPublisher;
import io.scangate.serve.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code scangate code keys withdraw}: ends a key at every door.
 *
 * <p>The file comes first, then Redis. Whoever publishes keys reads the file for each list, so that
 * nobody brings the key back in between.
 */
@Command(
    name = "withdraw",
    description = {
      "Ends a key at every door, within the freshness bound.",
      "Writes it into the engine's key file, then publishes the list of keys without it. Running"
          + " it again does no harm."
    },
    mixinStandardHelpOptions = true)
final class CodeKeysWithdrawCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(2);

  /** Which key; one of the two. */
  static final class Which {
    @Option(
        names = "--epoch",
        required = true,
        description = "The keys of dynamic codes of an epoch: current, or its number.")
    @Nullable String epoch;

    @Option(
        names = "--kid",
        required = true,
        description = "A key of static codes, by its kid of 16 hexadecimal digits.")
    @Nullable String kid;
  }

  @Spec private CommandSpec spec;

  @Option(names = "--keys", required = true, description = "The key file of the engine.")
  private Path keys;

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(names = "--redis", required = true, description = "Where Redis is, without a password.")
  private String redis;

  @Option(names = "--user", description = "The engine's user in Redis.")
  private @Nullable String user;

  @Option(names = "--password-file", description = "The file with the user's password.")
  private @Nullable Path passwordFile;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException, InterruptedException {
    LinkSettings link = link();
    Instant now = clock.instant();
    Function<EngineKeys, EngineKeys> withdrawal = withdrawal(now);
    if (!KeyFiles.isEngine(keys)) {
      return failed(keys + " is not the key file of an engine");
    }
    EngineKeys left;
    try {
      left = KeyFiles.change(keys, withdrawal);
    } catch (IllegalArgumentException e) {
      return failed(e.getMessage());
    } catch (FileAlreadyExistsException e) {
      return failed(
          e.getFile()
              + " is there: another change is under way, or was cut short; in that case remove it");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (which.epoch != null) {
      int epoch = epoch(which.epoch, now);
      out.printf(
          "The keys of epoch %d are withdrawn; those of revision %d take their place.%n",
          epoch, left.withdrawals().revision(epoch));
    } else {
      out.printf("The key %s is withdrawn; %s signs static codes now.%n", which.kid, signer(left));
    }
    return publish(link);
  }

  private String signer(EngineKeys left) {
    return left.signing(KeyUse.STATIC, clock.instant())
        .map(key -> key.trusted().kidText())
        .orElse("no key");
  }

  private Function<EngineKeys, EngineKeys> withdrawal(Instant now) {
    if (which.epoch != null) {
      int epoch = epoch(which.epoch, now);
      return held -> held.withoutEpoch(epoch, now);
    }
    String kid = String.valueOf(which.kid).toLowerCase(Locale.ROOT);
    if (!kid.matches("[0-9a-f]{16}")) {
      throw refuse("--kid has 16 hexadecimal digits");
    }
    return held -> held.withoutKey(kid, now);
  }

  private int epoch(String text, Instant now) {
    if (text.equals("current")) {
      return Epoch.of(now.getEpochSecond());
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refuse("--epoch is 'current' or the number of an epoch");
    }
  }

  private LinkSettings link() {
    LinkSettings plain;
    try {
      plain = LinkSettings.of(RedisAddress.parse(redis));
    } catch (IllegalArgumentException e) {
      throw refuse("--redis: " + e.getMessage());
    }
    if (user == null && passwordFile == null) {
      return plain;
    }
    if (user == null || passwordFile == null) {
      throw refuse("--user and --password-file belong together");
    }
    try {
      return plain.as(new RedisCredentials(user, Secret.in(passwordFile).reveal()));
    } catch (IllegalArgumentException e) {
      throw refuse("--password-file " + passwordFile + " is not " + e.getMessage());
    }
  }

  private int publish(LinkSettings link) throws InterruptedException {
    CryptoSuite crypto = CryptoSuite.choose();
    try {
      BriefLink.use(
          link,
          PATIENCE,
          opened -> {
            ListPublisher lists =
                new ListPublisher(
                    () -> KeyFiles.readEngine(keys),
                    crypto,
                    new ListWriter(opened, LIST_DEADLINE),
                    clock,
                    new SecureRandom());
            return which.epoch == null ? lists.publishTrust() : lists.publishEpochs();
          });
    } catch (RedisUnavailable e) {
      return unpublished("Redis cannot be reached at " + redis + " (" + e.reason() + ").");
    } catch (RedisRefusal e) {
      return unpublished("Redis at " + redis + " refuses it: " + e.getMessage());
    } catch (IllegalStateException e) {
      return unpublished("The list was not published: " + e.getMessage() + ".");
    }
    spec.commandLine()
        .getOut()
        .println(
            "Published: doors refuse its codes within the freshness bound. "
                + (which.epoch == null
                    ? "Codes that it signed must be issued anew."
                    : "Phones fetch anew."));
    return 0;
  }

  private int unpublished(String why) {
    return failed(
        why
            + System.lineSeparator()
            + "The key file has the withdrawal already, but the doors do not know it yet: run the"
            + " command again to publish it.");
  }

  private int failed(@Nullable String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  private ParameterException refuse(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
