package io.scangate.casework.identity;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.engine.Problem;
import io.scangate.signin.Allowance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How much one account, and one address, may register, declare and sign in to show. Shared.
 *
 * <p>An address may be that of a whole campus, so it is let do more.
 */
final class RegistrationLimits {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int OF_ACCOUNT = 20;
  private static final int OF_ADDRESS = 2_000;

  private final Allowance accounts;
  private final Allowance addresses;

  RegistrationLimits(InstantSource clock) {
    accounts = new Allowance(OF_ACCOUNT, HOUR, clock);
    addresses = new Allowance(OF_ADDRESS, HOUR, clock);
  }

  /** Counts a request; what is answered where it is too many. */
  Optional<Reply> enter(Visit visit) {
    String account = visit.warrant().actor().subject();
    Optional<Duration> pause = accounts.pause(account).or(() -> addresses.pause(visit.address()));
    if (pause.isPresent()) {
      return Optional.of(
          new Reply.Refused(
              Problem.of(
                      429,
                      "too-often",
                      "Too much was registered from here",
                      "Come again after as many seconds as Retry-After says.")
                  .with("retry-after", Long.toString(pause.get().toSeconds() + 1))));
    }
    accounts.used(account);
    addresses.used(visit.address());
    return Optional.empty();
  }
}
