package io.scangate.peer;

import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.Fault;
import io.scangate.credential.KeyRing;
import io.scangate.credential.Reading;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** {@code POST /v1/scans}. Shared. */
@RestController
final class ScanController {
  private static final Duration LIVE = Duration.ofSeconds(2);
  private static final Duration STALE_FOR = Duration.ofMinutes(5);
  private static final int REMEMBERED = 1 << 16;
  private static final HexFormat HEX = HexFormat.of();

  private final Devices devices;
  private final Codes codes;
  private final String policy;

  /** A reader belongs to one thread. */
  private final ThreadLocal<CodeReader> readers;

  ScanController(Devices devices, Codes codes, KeyRing keys, ScanPeer.Settings settings) {
    this.devices = devices;
    this.codes = codes;
    this.policy = settings.policy();
    CryptoSuite crypto = CryptoSuite.choose();
    if (!crypto.isNative()) {
      throw new IllegalStateException("it is to be measured with the native provider: " + crypto);
    }
    this.readers = ThreadLocal.withInitial(() -> new CodeReader(() -> keys, crypto, REMEMBERED));
  }

  @PostMapping(
      path = "/v1/scans",
      consumes = MediaType.TEXT_PLAIN_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<Verdict> scan(
      @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
      @RequestBody byte[] code) {
    if (!devices.knows(authorization)) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    Instant now = Instant.now();
    Reading reading = readers.get().read(code, 0, code.length, now.getEpochSecond());
    return switch (reading) {
      case Reading.Rejected(Fault fault, long _) ->
          Mono.just(Verdict.rejected(Reason.of(fault), policy, scanId()));
      case Claims claims -> {
        Codes.Known near = codes.near(claims.person());
        yield near != null
            ? Mono.just(judge(near, now))
            : codes.fetch(claims.person()).map(known -> judge(known, now));
      }
    };
  }

  private Verdict judge(Codes.Known known, Instant now) {
    Duration age = Duration.between(known.asOf(), now);
    boolean live = age.compareTo(LIVE) <= 0;
    boolean green = age.compareTo(LIVE.plus(STALE_FOR)) <= 0;
    return switch (known.colour()) {
      case NONE -> verdict(Outcome.REFUSE, Reason.NO_CODE, known, live);
      case RED -> verdict(Outcome.REFUSE, Reason.RED, known, live);
      case YELLOW -> verdict(Outcome.REFUSE, Reason.YELLOW, known, live);
      case GREEN ->
          green
              ? verdict(Outcome.ADMIT, Reason.GREEN, known, live)
              : verdict(Outcome.CHECK, Reason.UNAVAILABLE, known, live);
    };
  }

  private Verdict verdict(Outcome outcome, Reason reason, Codes.Known known, boolean live) {
    return Verdict.of(outcome, reason, known, live, policy, scanId());
  }

  private static String scanId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }
}
