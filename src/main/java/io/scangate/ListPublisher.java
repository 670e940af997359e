package io.scangate;

import io.scangate.cache.ListStored;
import io.scangate.cache.ListWriter;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SealedKeys;
import io.scangate.credential.SealingKey;
import io.scangate.credential.SignedList;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustListFormat;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Orders;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the lists that gateways follow and writes them to Redis. A list is numbered by the
 * millisecond in which it was signed, so that numbers rise over restarts too. Confined to the event
 * loop of its writer.
 */
final class ListPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ListPublisher.class);

  private static final Duration TRUST_LIFE = Duration.ofDays(1);

  private final EngineKeys keys;
  private final CryptoSuite crypto;
  private final ListWriter writer;
  private final InstantSource clock;
  private final SecureRandom random;
  private long lastNumber;

  ListPublisher(
      EngineKeys keys,
      CryptoSuite crypto,
      ListWriter writer,
      InstantSource clock,
      SecureRandom random) {
    this.keys = keys;
    this.crypto = crypto;
    this.writer = writer;
    this.clock = clock;
    this.random = random;
  }

  /** Publishes every key that gateways need from now on; to be called again well within a day. */
  Future<Void> publishKeys() {
    Instant now = clock.instant();
    SealingKey sealing = keys.sealing();
    return publish(ListName.TRUST, TrustListFormat.write(keys.trust(now.plus(TRUST_LIFE))))
        .compose(
            done ->
                publish(
                    ListName.EPOCH_KEYS,
                    SealedKeys.OF_EPOCHS.write(keys.epochs(now), sealing, random)))
        .compose(
            done ->
                publish(
                    ListName.YEAR_KEYS,
                    SealedKeys.OF_YEARS.write(keys.years(now), sealing, random)));
  }

  Future<Void> publish(CheckpointList checkpoints) {
    return publish(ListName.CHECKPOINTS, checkpoints.toBytes());
  }

  Future<Void> publish(Orders orders) {
    return publish(ListName.ORDERS, orders.toBytes());
  }

  Future<Void> publish(WithdrawnCodes withdrawn) {
    return publish(ListName.WITHDRAWN, withdrawn.write());
  }

  private Future<Void> publish(ListName name, byte[] content) {
    long signedAt = clock.millis();
    SigningKey key =
        keys.signing(KeyUse.LISTS, Instant.ofEpochMilli(signedAt))
            .orElseThrow(() -> new IllegalStateException("no key may sign lists now"));
    long number = Math.max(signedAt, lastNumber + 1);
    lastNumber = number;
    byte[] signed = SignedList.issue(key, crypto, name.text(), number, signedAt / 1_000, content);
    return writer.whole(name.text(), number, signed).map(stored -> tell(name, stored));
  }

  private static Void tell(ListName name, ListStored stored) {
    LOG.debug("list {}: {}", name.text(), stored);
    return null;
  }
}
