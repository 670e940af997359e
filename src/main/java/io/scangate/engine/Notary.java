package io.scangate.engine;

import io.scangate.credential.LedgerRoot;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.RootShelf;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Signs every minute where the chains of the ledger stand, so that a chain that is written anew
 * contradicts what others hold. Shared; of several engines the first one of a minute signs.
 */
public final class Notary {
  private final RootShelf shelf;
  private final InstantSource clock;
  private final Function<LedgerRoot, byte[]> signature;
  private final AtomicReference<Optional<Instant>> last = new AtomicReference<>(Optional.empty());

  /**
   * @param signature signs with the key that is in use now; may fail
   */
  public Notary(Ledger ledger, InstantSource clock, Function<LedgerRoot, byte[]> signature) {
    this.shelf = new RootShelf(ledger);
    this.clock = clock;
    this.signature = signature;
  }

  /**
   * Signs, unless this minute's root is there; to be called some times a minute, on a thread that
   * may wait.
   *
   * @return what was signed
   */
  public Optional<LedgerRoot> round() {
    Optional<LedgerRoot> signed = shelf.sign(clock.instant(), signature);
    last.set(shelf.last());
    return signed;
  }

  /** How old the last root was that was seen; empty before any was. */
  public Optional<Duration> age() {
    return last.get().map(minute -> Duration.between(minute, clock.instant()));
  }
}
