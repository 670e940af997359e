package io.scangate.engine;

import io.scangate.ops.RootMeters;
import java.time.Duration;

/** Has the notary look, every few seconds. Confined to its thread. */
public final class NotaryRound implements Rounds.Round {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Notary notary;
  private final RootMeters meters;

  /** Of that notary. */
  public NotaryRound(Notary notary, RootMeters meters) {
    this.notary = notary;
    this.meters = meters;
  }

  @Override
  public Duration go() {
    try {
      notary.round().ifPresent(root -> meters.signed());
    } finally {
      // The last root grows older also where none can be signed.
      notary.age().ifPresent(meters::age);
    }
    return PAUSE;
  }
}
