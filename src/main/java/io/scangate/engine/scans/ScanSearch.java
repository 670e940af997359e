package io.scangate.engine.scans;

import io.scangate.credential.ScanDayKey;
import io.scangate.credential.SealingKey;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.ScanShelf;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Finds the scans of one person, for contact tracers. Waits for the ledger. */
public final class ScanSearch {
  private final ScanShelf shelf;
  private final ScanDays days;

  /**
   * @param seal under which the keys of days are stored
   */
  public ScanSearch(Ledger ledger, SealingKey seal) {
    shelf = new ScanShelf(ledger);
    days = new ScanDays(shelf, seal);
  }

  /**
   * The scans of a person on a day, the earliest first.
   *
   * @return empty where the day is not kept, or not any more
   */
  public Optional<List<ScanShelf.Found>> of(PersonRef person, LocalDate day) {
    return shelf.days().stream()
        .filter(kept -> kept.day().equals(day))
        .findAny()
        .map(kept -> of(person, days.opened(day, kept.sealedKey().getBytes())));
  }

  /** A mark has 64 bits: that it is this person the reference itself says. */
  private List<ScanShelf.Found> of(PersonRef person, ScanDayKey key) {
    return shelf.of(key.day(), key.mark(person)).stream()
        .filter(
            scan ->
                key.open(scan.person().getBytes(), scan.scanId())
                    .filter(person::equals)
                    .isPresent())
        .toList();
  }
}
