package io.scangate.serve;

import io.scangate.casework.StaticCodes;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.Reading;
import io.scangate.credential.Serial;
import io.scangate.credential.SigningKey;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Makes static codes with the key of an engine's file. Each is read back before it is given out:
 * what no door would take is not printed. Shared.
 */
public final class SignedCodes implements StaticCodes {
  private final Supplier<EngineKeys> keys;
  private final CryptoSuite crypto;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys asked for each code, so that a withdrawn key signs none
   */
  public SignedCodes(Supplier<EngineKeys> keys, CryptoSuite crypto) {
    this.keys = keys;
    this.crypto = crypto;
  }

  @Override
  public Made make(PersonRef person, Kind kind, Colour colour, Instant from, Instant until) {
    EngineKeys held = keys.get();
    SigningKey key =
        held.signing(KeyUse.STATIC, from)
            .orElseThrow(() -> new IllegalStateException("no key may sign codes now"));
    byte[] text =
        new StaticIssuer(key, held.master(), crypto, random)
            .issue(person.value(), colour, kind, from.getEpochSecond(), until.getEpochSecond());
    KeyRing ring = held.ring(from, Duration.ZERO);
    Reading reading =
        new CodeReader(() -> ring, crypto, 1).read(text, 0, text.length, from.getEpochSecond());
    if (reading instanceof Claims claims && claims.own() && claims.person() == person.value()) {
      return new Made(
          new String(text, StandardCharsets.US_ASCII),
          new Serial(claims.serialHigh(), claims.serialLow()));
    }
    throw new IllegalStateException("a code that was just signed is read as " + reading);
  }
}
