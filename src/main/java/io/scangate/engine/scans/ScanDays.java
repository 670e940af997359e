package io.scangate.engine.scans;

import io.scangate.credential.ScanDayKey;
import io.scangate.credential.SealingKey;
import io.scangate.ledger.ScanShelf;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The days that scans are kept of, and their keys. Shared.
 *
 * <p>Days are those of Beijing time, UTC+8, which holds in every division: they end when few people
 * pass a door, and they are the days that contact tracers speak of.
 */
public final class ScanDays {
  /** Of Beijing. */
  public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private final ScanShelf shelf;
  private final SealingKey seal;
  private final SecureRandom random = new SecureRandom();
  private final Map<LocalDate, ScanDayKey> held = new ConcurrentHashMap<>();

  /**
   * @param seal under which the keys of days are stored, the same for every engine
   */
  public ScanDays(ScanShelf shelf, SealingKey seal) {
    this.shelf = shelf;
    this.seal = seal;
  }

  /** The day that an instant lies in. */
  public static LocalDate of(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  /** The key of a day, which is opened where nobody has done so. Waits for the ledger. */
  ScanDayKey key(LocalDate day) {
    ScanDayKey known = held.get(day);
    if (known != null) {
      return known;
    }
    byte[] kept = shelf.open(day, ScanDayKey.generate(day, random).sealed(seal, random));
    ScanDayKey opened = opened(day, kept);
    held.put(day, opened);
    return opened;
  }

  /**
   * Opens the key of a day.
   *
   * @throws WrongScanKey where it was sealed under another
   */
  public ScanDayKey opened(LocalDate day, byte[] sealed) {
    return ScanDayKey.open(day, sealed, seal).orElseThrow(() -> new WrongScanKey(day));
  }

  SecureRandom random() {
    return random;
  }

  /**
   * Destroys the days before the horizon, here and in the ledger.
   *
   * @return the days that are gone from the ledger now
   */
  public List<LocalDate> destroy(int horizon, Instant now) {
    LocalDate first = of(now).minusDays(horizon);
    held.keySet().removeIf(day -> day.isBefore(first));
    List<LocalDate> gone = shelf.destroy(horizon, now.minusSeconds(horizon * 86_400L));
    gone.forEach(held::remove);
    return gone;
  }
}
