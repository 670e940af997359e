package io.scangate;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.HolderToken;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.serve.EngineKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes whatever people show at a door under the keys of an installation: codes of phones and on
 * paper, such as are forged or out of date, and the tokens by which phones fetch codes. Confined to
 * one thread at a time.
 */
public final class Mint {
  private static final long DAY = 86_400;

  /** Beyond the life of a phone's code and every tolerance. */
  private static final long LONG_AGO = 900;

  private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  private final SecureRandom random = new SecureRandom();
  private final DynamicIssuer phones;
  private final StaticIssuer papers;
  private final HolderTokens holders;

  Mint(EngineKeys keys, CryptoSuite crypto) {
    Instant now = Instant.now();
    KeyRing ring = keys.ring(now, Duration.ofSeconds(30));
    this.phones = new DynamicIssuer(() -> ring, new NoneTwice());
    this.papers =
        new StaticIssuer(
            keys.signing(KeyUse.STATIC, now).orElseThrow(), keys.master(), crypto, random);
    this.holders = new HolderTokens(keys.sealing());
  }

  /** A phone's code, good for a minute. */
  public byte[] phone(long person, Colour colour) {
    return phones.issue(person, colour, now()).orElseThrow();
  }

  /** A phone's code whose time is over. */
  public byte[] expired(long person, Colour colour) {
    return phones.issue(person, colour, now() - LONG_AGO).orElseThrow();
  }

  /** A phone's code of which the last character, which is of its MAC, is another one. */
  public byte[] forged(long person, Colour colour) {
    byte[] code = phone(person, colour);
    int last = code.length - 1;
    int digit = BASE45.indexOf(code[last]);
    // The last character is the highest digit of its group: a low one never stands for too much.
    code[last] = (byte) BASE45.charAt(digit == 0 ? 1 : digit - 1);
    return code;
  }

  /** A code on paper, good for a day. */
  public byte[] paper(long person, Colour colour) {
    long iat = now();
    return papers.issue(person, colour, Kind.PAPER, iat, iat + DAY);
  }

  /** What a phone shows to fetch codes of this person. */
  public String holder(long person) {
    return holders.seal(HolderToken.at(now(), person, List.of()), random);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }
}
