package io.scangate.casework.recognition;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.engine.Problem;
import io.scangate.signin.Allowance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How often one account may have codes given out, and other cities asked. Shared. */
final class PeerLimits {
  private static final int OF_ACCOUNT = 20;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Allowance accounts;

  PeerLimits(InstantSource clock) {
    accounts = new Allowance(OF_ACCOUNT, HOUR, clock);
  }

  /** Counts a request; what is answered where it is one too many. */
  Optional<Reply> enter(Visit visit) {
    String account = visit.warrant().actor().subject();
    Optional<Duration> pause = accounts.pause(account);
    if (pause.isEmpty()) {
      accounts.used(account);
    }
    return pause.map(
        wait ->
            new Reply.Refused(
                Problem.of(
                        429,
                        "too-often",
                        "Too much was asked of other cities from here",
                        "Come again after as many seconds as Retry-After says.")
                    .with("retry-after", Long.toString(wait.toSeconds() + 1))));
  }
}
