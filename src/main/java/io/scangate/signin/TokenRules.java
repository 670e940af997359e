package io.scangate.signin;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a token must say to be taken. Immutable.
 *
 * @param issuer its {@code iss}, to the letter
 * @param audiences its {@code aud} names one of these
 * @param tolerance how far its issuer's clock may differ from ours
 * @param required claims that must be there beside {@code iss}, {@code sub}, {@code aud}, {@code
 *     exp}
 * @param extra claims that are handed on as they are
 * @param names where roles, division, scopes and client stand
 */
public record TokenRules(
    String issuer,
    Set<String> audiences,
    Duration tolerance,
    List<String> required,
    List<String> extra,
    ClaimNames names) {
  static final Duration MOST_TOLERANCE = Duration.ofMinutes(5);

  /** Refuses rules that would take anybody's token. */
  public TokenRules {
    audiences = Set.copyOf(audiences);
    required = List.copyOf(required);
    extra = List.copyOf(extra);
    if (issuer.isBlank() || audiences.isEmpty()) {
      throw new IllegalArgumentException("an issuer and an audience are wanted");
    }
    if (tolerance.isNegative() || tolerance.compareTo(MOST_TOLERANCE) > 0) {
      throw new IllegalArgumentException("a tolerance is from PT0S to " + MOST_TOLERANCE);
    }
  }

  /** The defaults for an issuer and an audience: half a minute of tolerance, the usual names. */
  public static TokenRules of(String issuer, String audience) {
    return new TokenRules(
        issuer, Set.of(audience), Duration.ofSeconds(30), List.of(), List.of(), ClaimNames.DEFAULT);
  }

  /** The same where these claims must be there too. */
  public TokenRules requiring(String... claims) {
    return new TokenRules(issuer, audiences, tolerance, List.of(claims), extra, names);
  }

  /** The same, handing on these claims. */
  public TokenRules handingOn(String... claims) {
    return new TokenRules(issuer, audiences, tolerance, required, List.of(claims), names);
  }

  /** The same with other names. */
  public TokenRules named(ClaimNames others) {
    return new TokenRules(issuer, audiences, tolerance, required, extra, others);
  }
}
