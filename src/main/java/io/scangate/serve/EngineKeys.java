package io.scangate.serve;

import io.scangate.credential.Algorithm;
import io.scangate.credential.Epoch;
import io.scangate.credential.EpochKeys;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.MasterKey;
import io.scangate.credential.SealingKey;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustList;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.credential.YearKey;
import io.scangate.health.Division;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The secrets of an installation that issues codes. Immutable; its parts do not print themselves.
 *
 * @param issuer the city whose codes these are
 * @param master what the keys of epochs and years follow from
 * @param sealing what gateways open keys with; theirs is the same
 * @param signing the private keys, for static codes and for lists; those that are withdrawn too
 * @param withdrawals which keys are not to be used any more
 */
public record EngineKeys(
    Division issuer,
    MasterKey master,
    SealingKey sealing,
    List<SigningKey> signing,
    Withdrawals withdrawals) {
  private static final int FIRST_YEARS_HELD = 2;
  private static final Duration EPOCHS_AHEAD = Duration.ofDays(2);

  /**
   * Draws all keys of an installation; it signs static codes and lists with a key each.
   *
   * @param algorithm of static codes
   */
  public static EngineKeys generate(
      Division issuer, Algorithm algorithm, Instant now, Duration life) {
    SecureRandom random = new SecureRandom();
    Validity validity = new Validity(now.getEpochSecond(), now.plus(life).getEpochSecond());
    return new EngineKeys(
        issuer,
        MasterKey.generate(random),
        SealingKey.generate(random),
        List.of(
            SigningKey.generate(issuer, algorithm, EnumSet.of(KeyUse.STATIC), validity),
            SigningKey.generate(issuer, Algorithm.EDDSA, EnumSet.of(KeyUse.LISTS), validity)),
        Withdrawals.NONE);
  }

  /** What gateways may know of it. */
  public GatewayKeys forGateways() {
    return new GatewayKeys(issuer, sealing, trusted());
  }

  /** The key for a use at an instant: of several, the one that was valid last. */
  public Optional<SigningKey> signing(KeyUse use, Instant now) {
    return inForce()
        .filter(key -> key.trusted().uses().contains(use))
        .filter(key -> key.trusted().validity().covers(now.getEpochSecond()))
        .max((a, b) -> Long.compare(a.trusted().validity().from(), b.trusted().validity().from()));
  }

  /** The keys of the last epoch, this one, and those of the 48 hours to come. */
  public List<EpochKeys> epochs(Instant now) {
    return IntStream.rangeClosed(firstEpoch(now), lastEpoch(now))
        .mapToObj(epoch -> master.epoch(epoch, withdrawals.revision(epoch)))
        .toList();
  }

  private static int firstEpoch(Instant now) {
    return Epoch.of(now.getEpochSecond()) - 1;
  }

  private static int lastEpoch(Instant now) {
    return Epoch.of(now.plus(EPOCHS_AHEAD).getEpochSecond());
  }

  private Stream<SigningKey> inForce() {
    return signing.stream().filter(key -> !isWithdrawn(key));
  }

  private List<TrustedKey> trusted() {
    return inForce().map(SigningKey::trusted).toList();
  }

  /** Whether a signing key is not to be used any more. */
  public boolean isWithdrawn(SigningKey key) {
    return withdrawals.kids().contains(key.trusted().kidText());
  }

  /**
   * The same with the keys of an epoch withdrawn; those of the next revision take their place.
   *
   * @throws IllegalArgumentException where the keys of that epoch are not given out now
   */
  public EngineKeys withoutEpoch(int epoch, Instant now) {
    int first = firstEpoch(now);
    int last = lastEpoch(now);
    if (epoch < first || epoch > last) {
      throw new IllegalArgumentException(
          "the keys of epoch %d are not held by any door; allowed: %d to %d, now is %d"
              .formatted(epoch, first, last, first + 1));
    }
    return new EngineKeys(issuer, master, sealing, signing, withdrawals.withEpoch(epoch, first));
  }

  /**
   * The same with a key of static codes withdrawn. Where no other one is valid now, a new one of
   * its kind is drawn: a city must be able to issue anew what it withdraws.
   *
   * @param kid may be withdrawn already
   * @throws IllegalArgumentException where no key of static codes has that {@code kid}
   */
  public EngineKeys withoutKey(String kid, Instant now) {
    SigningKey ended =
        signing.stream()
            .filter(EngineKeys::isForCodes)
            .filter(key -> key.trusted().kidText().equals(kid))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException(unknown(kid)));
    EngineKeys left = new EngineKeys(issuer, master, sealing, signing, withdrawals.withKid(kid));
    Validity validity = ended.trusted().validity();
    if (left.signing(KeyUse.STATIC, now).isPresent() || !validity.covers(now.getEpochSecond())) {
      return left;
    }
    List<SigningKey> all = new ArrayList<>(signing);
    all.add(
        SigningKey.generate(
            issuer,
            ended.trusted().algorithm(),
            ended.trusted().uses(),
            new Validity(now.getEpochSecond(), validity.until())));
    return new EngineKeys(issuer, master, sealing, List.copyOf(all), left.withdrawals);
  }

  /** A key of lists stands in every gateway's configuration, so no list can take it away. */
  private static boolean isForCodes(SigningKey key) {
    return !key.trusted().uses().contains(KeyUse.LISTS);
  }

  private String unknown(String kid) {
    return signing.stream()
        .filter(EngineKeys::isForCodes)
        .map(key -> key.trusted().kidText())
        .collect(
            Collectors.joining(
                ", ", "no key of static codes has the kid " + kid + "; allowed: ", ""));
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
  public TrustList trust(Instant nextUpdate) {
    return new TrustList(nextUpdate.getEpochSecond(), trusted());
  }

  /** A ring that reads every code that this installation issues now. */
  public KeyRing ring(Instant now, Duration tolerance) {
    return KeyRing.of(issuer, tolerance)
        .withEpochs(epochs(now))
        .withYears(years(now))
        .withTrust(trust(now));
  }
}
