package io.scangate.credential;

import io.scangate.health.Division;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys that codes are read with at one moment. Immutable: a change of any key is a new ring
 * that takes the place of the old one by one write of a reference.
 */
public final class KeyRing {
  /** The longest tolerance that a setting may ask for. */
  public static final Duration MOST_TOLERANCE = Duration.ofMinutes(5);

  private final Division issuer;
  private final boolean opening;
  private final byte[] issuerText;
  private final long tolerance;
  private final EpochKeys[] epochs;
  private final YearKey[] years;
  private final TrustList trust;

  private KeyRing(
      Division issuer,
      boolean opening,
      long tolerance,
      EpochKeys[] epochs,
      YearKey[] years,
      TrustList trust) {
    this.issuer = issuer;
    this.opening = opening;
    this.issuerText = issuer.code().getBytes(StandardCharsets.US_ASCII);
    this.tolerance = tolerance;
    this.epochs = epochs;
    this.years = years;
    this.trust = trust;
  }

  /**
   * A ring without keys.
   *
   * @param issuer our own
   * @param tolerance how far clocks may differ; whole seconds, up to five minutes
   */
  public static KeyRing of(Division issuer, Duration tolerance) {
    if (tolerance.isNegative() || tolerance.compareTo(MOST_TOLERANCE) > 0) {
      throw new IllegalArgumentException("the tolerance is from 0 to 5 minutes");
    }
    return new KeyRing(
        issuer,
        true,
        tolerance.toSeconds(),
        new EpochKeys[0],
        new YearKey[0],
        new TrustList(0, List.of()));
  }

  /**
   * The same for a gate that has public keys only: it opens no pseudonym, so that codes of our own
   * are read like foreign ones and tell no person.
   */
  public KeyRing offline() {
    return new KeyRing(issuer, false, tolerance, new EpochKeys[0], new YearKey[0], trust);
  }

  /** The same with these keys of dynamic codes in the place of the former. */
  public KeyRing withEpochs(Collection<EpochKeys> keys) {
    EpochKeys[] sorted = keys.toArray(EpochKeys[]::new);
    Arrays.sort(sorted, Comparator.comparingInt(EpochKeys::epoch));
    return new KeyRing(issuer, opening, tolerance, sorted, years, trust);
  }

  /** The same with these pseudonym keys of static codes in the place of the former. */
  public KeyRing withYears(Collection<YearKey> keys) {
    return new KeyRing(issuer, opening, tolerance, epochs, keys.toArray(YearKey[]::new), trust);
  }

  /** The same with this trust list in the place of the former. */
  public KeyRing withTrust(TrustList list) {
    return new KeyRing(issuer, opening, tolerance, epochs, years, list);
  }

  /** Our own issuer. */
  public Division issuer() {
    return issuer;
  }

  /** How far clocks may differ, in seconds. */
  public long tolerance() {
    return tolerance;
  }

  /** The keys of dynamic codes, by rising epoch. */
  public List<EpochKeys> epochs() {
    return List.of(epochs);
  }

  public TrustList trust() {
    return trust;
  }

  /** The keys of an epoch, or null where they are not held. */
  public @Nullable EpochKeys epoch(long number) {
    for (EpochKeys keys : epochs) {
      if (keys.epoch() == number) {
        return keys;
      }
    }
    return null;
  }

  /**
   * Until when the keys of every epoch from now on are held, in seconds since 1970; now itself
   * where those of the current one are missing.
   */
  public long epochsHeldUntil(long now) {
    int epoch = Epoch.of(now);
    if (epoch(epoch) == null) {
      return now;
    }
    while (epoch(epoch + 1L) != null) {
      epoch++;
    }
    return Epoch.end(epoch);
  }

  /** The pseudonym key of static codes of a year, or null where it is not held. */
  @Nullable YearKey year(int year) {
    for (YearKey key : years) {
      if (key.year() == year) {
        return key;
      }
    }
    return null;
  }

  boolean isOwn(byte[] text, int at, int length) {
    return opening && Arrays.equals(issuerText, 0, issuerText.length, text, at, at + length);
  }

  boolean knows(byte[] text, int at, int length) {
    return isOwn(text, at, length) || trust.knows(text, at, length);
  }
}
