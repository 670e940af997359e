package io.scangate.serve;

import io.scangate.cache.ListStored;
import io.scangate.cache.ListWriter;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.SealedKeys;
import io.scangate.credential.TrustListFormat;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the lists of keys that gateways follow and writes them to Redis. A list is numbered by the
 * millisecond in which it was signed, so that numbers rise over restarts too; where Redis holds a
 * higher one, by the next after it. Confined to the event loop of its writer.
 *
 * <p>The keys are asked for after the number was taken. Whoever withdraws a key, and then publishes
 * by the same clock, so has the higher number: a list that still has the key cannot come after.
 */
public final class ListPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ListPublisher.class);

  private static final Duration TRUST_LIFE = Duration.ofDays(1);

  private static final int ATTEMPTS = 3;

  private final ListSigning signing;
  private final ListWriter writer;
  private final InstantSource clock;
  private final SecureRandom random;
  private long lastNumber;

  /**
   * @param keys asked for each list, so that a withdrawn key stays away
   */
  public ListPublisher(
      Supplier<EngineKeys> keys,
      CryptoSuite crypto,
      ListWriter writer,
      InstantSource clock,
      SecureRandom random) {
    this.signing = new ListSigning(keys, crypto, clock);
    this.writer = writer;
    this.clock = clock;
    this.random = random;
  }

  /** Publishes every key that gateways need from now on; to be called again well within a day. */
  public Future<Void> publishKeys() {
    return publishTrust().compose(done -> publishEpochs()).compose(done -> publishYears());
  }

  /** Publishes the public keys. */
  public Future<Void> publishTrust() {
    return publish(
        ListName.TRUST,
        held -> TrustListFormat.write(held.trust(clock.instant().plus(TRUST_LIFE))));
  }

  /** Publishes the keys of dynamic codes. */
  public Future<Void> publishEpochs() {
    return publish(
        ListName.EPOCH_KEYS,
        held -> SealedKeys.OF_EPOCHS.write(held.epochs(clock.instant()), held.sealing(), random));
  }

  private Future<Void> publishYears() {
    return publish(
        ListName.YEAR_KEYS,
        held -> SealedKeys.OF_YEARS.write(held.years(clock.instant()), held.sealing(), random));
  }

  /** Publishes another list, which does not follow from keys. */
  public Future<Void> publish(ListName name, byte[] content) {
    return publish(name, held -> content);
  }

  private Future<Void> publish(ListName name, Function<EngineKeys, byte[]> content) {
    return attempt(name, content, ATTEMPTS);
  }

  /** A key file that cannot be read fails the future, like a Redis that is away. */
  private Future<Void> attempt(
      ListName name, Function<EngineKeys, byte[]> content, int attemptsLeft) {
    return Future.succeededFuture()
        .compose(begin -> write(name, content))
        .compose(
            stored ->
                switch (stored) {
                  case ListStored.Stored ignored -> Future.succeededFuture();
                  case ListStored.Refused(long holds) when attemptsLeft > 1 -> {
                    LOG.debug("list {}: Redis holds number {}", name.text(), holds);
                    lastNumber = Math.max(lastNumber, holds);
                    yield attempt(name, content, attemptsLeft - 1);
                  }
                  case ListStored.Refused(long holds) ->
                      Future.failedFuture(
                          new IllegalStateException(
                              "list "
                                  + name.text()
                                  + ": somebody else publishes it, up to "
                                  + holds));
                });
  }

  private Future<ListStored> write(ListName name, Function<EngineKeys, byte[]> content) {
    long signedAt = clock.millis();
    long number = Math.max(signedAt, lastNumber + 1);
    lastNumber = number;
    EngineKeys held = signing.keys().get();
    byte[] signed =
        signing.sign(
            held, Instant.ofEpochMilli(signedAt), name.text(), number, content.apply(held));
    return writer.whole(name.text(), number, signed);
  }
}
