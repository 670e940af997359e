package io.scangate;

import io.scangate.credential.Epoch;
import io.scangate.credential.EpochKeys;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.MasterKey;
import io.scangate.credential.SealingKey;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustList;
import io.scangate.credential.YearKey;
import io.scangate.health.Division;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The secrets of an installation that issues codes. Immutable; its parts do not print themselves.
 *
 * @param issuer the city whose codes these are
 * @param master what the keys of epochs and years follow from
 * @param sealing what gateways open keys with; theirs is the same
 * @param signing the private keys, for static codes and for lists
 */
record EngineKeys(Division issuer, MasterKey master, SealingKey sealing, List<SigningKey> signing) {
  private static final int FIRST_YEARS_HELD = 2;
  private static final Duration EPOCHS_AHEAD = Duration.ofDays(2);

  /** What gateways may know of it. */
  GatewayKeys forGateways() {
    return new GatewayKeys(issuer, sealing, signing.stream().map(SigningKey::trusted).toList());
  }

  /** The key for a use at an instant: of several, the one that was valid last. */
  Optional<SigningKey> signing(KeyUse use, Instant now) {
    return signing.stream()
        .filter(key -> key.trusted().uses().contains(use))
        .filter(key -> key.trusted().validity().covers(now.getEpochSecond()))
        .max((a, b) -> Long.compare(a.trusted().validity().from(), b.trusted().validity().from()));
  }

  /** The keys of the last epoch, this one, and those of the 48 hours to come. */
  List<EpochKeys> epochs(Instant now) {
    int current = Epoch.of(now.getEpochSecond());
    int last = Epoch.of(now.plus(EPOCHS_AHEAD).getEpochSecond());
    return IntStream.rangeClosed(current - 1, last)
        .mapToObj(epoch -> master.epoch(epoch, 0))
        .toList();
  }

  /** The pseudonym keys of static codes of this year and of those before whose codes may live. */
  List<YearKey> years(Instant now) {
    int year = YearKey.yearOf(now.getEpochSecond());
    return IntStream.rangeClosed(year - FIRST_YEARS_HELD, year).mapToObj(master::year).toList();
  }

  /**
   * The public keys of this installation.
   *
   * @param nextUpdate when the next list is due
   */
  TrustList trust(Instant nextUpdate) {
    return new TrustList(
        nextUpdate.getEpochSecond(), signing.stream().map(SigningKey::trusted).toList());
  }

  /** A ring that reads every code that this installation issues now. */
  KeyRing ring(Instant now, Duration tolerance) {
    return KeyRing.of(issuer, tolerance)
        .withEpochs(epochs(now))
        .withYears(years(now))
        .withTrust(trust(now));
  }
}
