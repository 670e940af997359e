package io.scangate.serve;

import io.scangate.cache.CacheSettings;
import io.scangate.cache.CodeCache;
import io.scangate.cache.Codes;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.KeyRing;
import io.scangate.credential.SealingKey;
import io.scangate.gateway.LoopParts;
import io.scangate.gateway.ScanSink;
import io.scangate.gateway.scanlog.ScanLog;
import io.scangate.gateway.scanlog.ScanLogSettings;
import io.scangate.health.Standing;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.ScanLogMeters;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * What one event loop of the gateway has of its own: its reader, its links with Redis, its scan
 * log. Confined to it.
 */
final class DoorLoop implements LoopParts {
  /** How many static codes an event loop remembers the signatures of; a power of two. */
  private static final int REMEMBERED_SIGNATURES = 1 << 16;

  private final CodeReader reader;
  private final HolderTokens holders;
  private final DynamicIssuer issuer;
  private final Codes codes;
  private final ScanLog log;
  private final RedisLink link;
  private final RedisLink scanLink;

  private DoorLoop(
      CodeReader reader,
      HolderTokens holders,
      DynamicIssuer issuer,
      Codes codes,
      ScanLog log,
      RedisLink link,
      RedisLink scanLink) {
    this.reader = reader;
    this.holders = holders;
    this.issuer = issuer;
    this.codes = codes;
    this.log = log;
    this.link = link;
    this.scanLink = scanLink;
  }

  /**
   * What the loops of a process are made of. Shared.
   *
   * @param loops how many event loops there will be
   * @param opened counts those that were opened
   */
  record Opening(
      Supplier<KeyRing> keys,
      SealingKey sealing,
      CryptoSuite crypto,
      CodeCache cache,
      CacheSettings cacheSettings,
      LinkSettings redis,
      LinkSettings scanRedis,
      ScanLogSettings scanLog,
      SecretKey spoolKey,
      int loops,
      AtomicInteger opened,
      CacheMeters cacheMeters,
      LinkMeters linkMeters,
      LinkMeters scanLinkMeters,
      ScanLogMeters scanLogMeters)
      implements LoopParts.Opening {
    @Override
    public Future<LoopParts> open(Vertx vertx) {
      RedisLink link = RedisLink.open(vertx, redis, linkMeters);
      RedisLink scanLink = RedisLink.open(vertx, scanRedis, scanLinkMeters);
      Codes codes =
          new io.scangate.cache.CodeReader(
              vertx, cache, link, cacheSettings, System::nanoTime, cacheMeters);
      CodeReader reader = new CodeReader(keys, crypto, REMEMBERED_SIGNATURES);
      HolderTokens holders = new HolderTokens(sealing);
      DynamicIssuer issuer = new DynamicIssuer(keys, new SecureRandom());
      return ScanLog.open(
              vertx, scanLink, scanLog, spoolKey, opened.getAndIncrement(), loops, scanLogMeters)
          .map(log -> new DoorLoop(reader, holders, issuer, codes, log, link, scanLink));
    }
  }

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
    return issuer;
  }

  @Override
  public Codes codes() {
    return codes;
  }

  @Override
  public ScanSink scans() {
    return this::log;
  }

  private void log(
      long idHigh,
      long idLow,
      long person,
      Claims claims,
      Standing standing,
      Gate gate,
      Verdict verdict,
      long now) {
    log.record(
        idHigh,
        idLow,
        person,
        standing instanceof Standing.Known known ? known.status().version() : 0,
        now,
        verdict.outcome().wire(),
        verdict.basis() == null ? 0 : verdict.basis().wire(),
        claims.serialHigh(),
        claims.serialLow(),
        claims.kind().wire(),
        gate.plate().site(),
        gate.plate().id());
  }

  @Override
  public Future<Void> close() {
    return log.close().eventually(() -> Future.join(link.close(), scanLink.close()));
  }
}
