package io.scangate.gateway;

import io.scangate.cache.Codes;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.Epoch;
import io.scangate.credential.EpochKeys;
import io.scangate.credential.HolderToken;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.KeyRing;
import io.scangate.credential.MasterKey;
import io.scangate.credential.SealingKey;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A city of a few people: real keys and codes, a fake cache that holds what a test puts into it.
 */
final class TestCity {
  static final long GREEN = 11;
  static final long RED = 12;
  static final long FAR = 13;
  private static final CryptoSuite CRYPTO = CryptoSuite.choose();
  private static final Division ISSUER = new Division("4403");

  private final MasterKey master = MasterKey.generate(new SecureRandom());
  private final KeyRing ring;
  private final DynamicIssuer issuer;
  private final SealingKey sealing = SealingKey.generate(new SecureRandom());
  private final Map<Long, Standing> near = new ConcurrentHashMap<>();

  /** What is far away: the fetches that wait for an answer. */
  final Queue<Fetch> fetches = new ConcurrentLinkedQueue<>();

  /** A fetch, which is answered on the event loop that asked. */
  record Fetch(Context loop, Promise<Standing> answer) {
    void complete(Standing standing) {
      loop.runOnContext(tick -> answer.complete(standing));
    }
  }

  /** The scans that were recorded. */
  final Queue<ScanId> records = new ConcurrentLinkedQueue<>();

  TestCity(Instant now) {
    int epoch = Epoch.of(now.getEpochSecond());
    List<EpochKeys> keys =
        IntStream.rangeClosed(epoch - 1, epoch + 1).mapToObj(e -> master.epoch(e, 0)).toList();
    ring = KeyRing.of(ISSUER, Duration.ofSeconds(30)).withEpochs(keys);
    issuer = new DynamicIssuer(() -> ring, new SecureRandom());
    put(GREEN, Colour.GREEN);
    put(RED, Colour.RED);
  }

  void put(long person, Colour colour) {
    near.put(person, known(person, colour));
  }

  static Standing known(long person, Colour colour) {
    CodeStatus status = new CodeStatus(person, 1, colour, 0, 0, true, false);
    return new Standing.Known(status, new Freshness(1_646_000_000_123_456L, 0, true));
  }

  /** A fresh code of a phone. */
  synchronized String code(long person, Colour colour, Instant now) {
    return new String(
        issuer.issue(person, colour, now.getEpochSecond()).orElseThrow(),
        StandardCharsets.US_ASCII);
  }

  /** The token of somebody who may show codes. */
  String token(HolderToken token) {
    return new HolderTokens(sealing).seal(token, new SecureRandom());
  }

  void put(long person, Standing standing) {
    near.put(person, standing);
  }

  /** The parts of one event loop. */
  LoopParts open() {
    CodeReader reader = new CodeReader(() -> ring, CRYPTO, 1_024);
    Codes codes =
        new Codes() {
          @Override
          public @Nullable Standing near(long person) {
            return person == FAR ? null : near.get(person);
          }

          @Override
          public Future<Standing> fetch(long person) {
            Promise<Standing> answer = Promise.promise();
            fetches.add(new Fetch(Objects.requireNonNull(Vertx.currentContext()), answer));
            return answer.future();
          }
        };
    HolderTokens holders = new HolderTokens(sealing);
    DynamicIssuer shown = new DynamicIssuer(() -> ring, new SecureRandom());
    return new LoopParts() {
      @Override
      public CodeReader reader() {
        return reader;
      }

      @Override
      public HolderTokens holders() {
        return holders;
      }

      @Override
      public DynamicIssuer issuer() {
        return shown;
      }

      @Override
      public Codes codes() {
        return codes;
      }

      @Override
      public ScanSink scans() {
        return (high, low, person, claims, standing, gate, verdict, now) ->
            records.add(new ScanId(high, low));
      }

      @Override
      public Future<Void> close() {
        return Future.succeededFuture();
      }
    };
  }

  Future<LoopParts> open(Vertx vertx) {
    return Future.succeededFuture(open());
  }
}
