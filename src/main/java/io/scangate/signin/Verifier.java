package io.scangate.signin;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import io.scangate.ops.SignInMeters;
import io.scangate.ops.SignInMeters.Result;
import io.scangate.signin.RememberedTokens.Digest;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is calling by the header {@code Authorization}: a JWT (RFC 7519) signed with RS256,
 * ES256 or EdDSA by a key that its issuer publishes. Never throws, whatever is sent. Shared.
 *
 * <p>A signature takes tens to hundreds of microseconds; a token that was verified before is known
 * again by its hash, and only its times are looked at.
 */
public final class Verifier {
  /** The longest token that is looked at, in characters. */
  public static final int MOST_CHARS = 8 * 1024;

  /** The default for how many verified tokens are remembered. */
  public static final int REMEMBERED = 10_000;

  /**
   * The types of tokens that say who is calling (RFC 7519, RFC 9068); tokens for other purposes
   * name another.
   */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private static final int MOST_KID = 256;

  private final TokenRules rules;
  private final KeySource source;
  private final InstantSource clock;
  private final SignInMeters meters;
  private final RememberedTokens remembered;

  /**
   * A verifier of one kind of callers.
   *
   * @param most how many verified tokens are remembered, from 0
   */
  public Verifier(
      TokenRules rules, KeySource source, InstantSource clock, SignInMeters meters, int most) {
    this.rules = rules;
    this.source = source;
    this.clock = clock;
    this.meters = meters;
    this.remembered = new RememberedTokens(most);
  }

  /**
   * Tells at once, by the keys that are held.
   *
   * @param authorization the header as it came; null where there is none
   */
  public Caller check(@Nullable String authorization) {
    Caller caller = judge(authorization);
    if (caller instanceof Caller.Refused(var fault)) {
      meters.checked(fault.result());
    }
    return caller;
  }

  /**
   * Tells like {@link #check}, but where the token's key is not known its issuer is asked for its
   * keys first, unless it was a moment ago. The future never fails.
   */
  public Future<Caller> checkAsking(@Nullable String authorization) {
    return switch (judge(authorization)) {
      case Caller.Genuine genuine -> Future.succeededFuture(genuine);
      case Caller.Refused(var fault) when fault == Fault.UNKNOWN_KEY || fault == Fault.NO_KEYS ->
          source.readAgain().map(done -> check(authorization));
      case Caller.Refused refused -> {
        meters.checked(refused.fault().result());
        yield Future.succeededFuture(refused);
      }
    };
  }

  private Caller judge(@Nullable String authorization) {
    return switch (Bearer.read(authorization)) {
      case Bearer.None(var fault) -> new Caller.Refused(fault);
      case Bearer.Token(var text) ->
          source
              .current()
              .map(keys -> judge(text, keys))
              .orElseGet(() -> new Caller.Refused(Fault.NO_KEYS));
    };
  }

  private Caller judge(String text, KeySet keys) {
    Digest digest = Digest.of(text);
    Instant now = clock.instant();
    RememberedTokens.Entry known = remembered.find(digest, keys);
    if (known != null) {
      Optional<Fault> fault = timesOf(known.begins(), known.principal().expires(), now);
      if (fault.isPresent()) {
        remembered.forget(digest);
        return new Caller.Refused(fault.get());
      }
      meters.checked(Result.REMEMBERED);
      return new Caller.Genuine(known.principal());
    }
    JWSObject token;
    Map<String, Object> claims;
    try {
      token = JWSObject.parse(text);
      claims = token.getPayload().toJSONObject();
    } catch (ParseException | RuntimeException e) {
      // The library throws the latter too at what is no header, such as a list where a text goes.
      return new Caller.Refused(Fault.MALFORMED);
    }
    if (claims == null) {
      return new Caller.Refused(Fault.MALFORMED);
    }
    return faultOfSignature(token, keys)
        .<Caller>map(Caller.Refused::new)
        .orElseGet(() -> judge(digest, keys, claims, now));
  }

  private static Optional<Fault> faultOfSignature(JWSObject token, KeySet keys) {
    JWSHeader header = token.getHeader();
    Optional<KeyFamily> family = KeyFamily.of(header.getAlgorithm());
    if (family.isEmpty()) {
      return Optional.of(Fault.WRONG_ALGORITHM);
    }
    if (header.getType() != null && !isOurs(header.getType().getType())) {
      return Optional.of(Fault.WRONG_TYPE);
    }
    // No extension is understood here, and what is critical must be (RFC 7515, section 4.1.11).
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      return Optional.of(Fault.MALFORMED);
    }
    String kid = header.getKeyID();
    if (kid == null || kid.length() > MOST_KID) {
      return Optional.of(Fault.UNKNOWN_KEY);
    }
    return keys.find(kid, family.get())
        .map(key -> key.signed(token) ? Optional.<Fault>empty() : Optional.of(Fault.BAD_SIGNATURE))
        .orElseGet(() -> Optional.of(keys.knows(kid) ? Fault.WRONG_ALGORITHM : Fault.UNKNOWN_KEY));
  }

  private static boolean isOurs(String type) {
    return TYPES.stream().anyMatch(type::equalsIgnoreCase);
  }

  /** What an authentic token says; only a genuine one is remembered. */
  private Caller judge(Digest digest, KeySet keys, Map<String, Object> json, Instant now) {
    ClaimReader claims = new ClaimReader(json);
    String issuer = claims.requiredText("iss");
    claims.require("aud");
    Set<String> audience = claims.audience();
    claims.require("exp");
    Instant expires = claims.instant("exp", Instant.EPOCH);
    Instant notBefore = claims.instant("nbf", Instant.EPOCH);
    Instant issuedAt = claims.instant("iat", Instant.EPOCH);
    Instant begins = notBefore.isAfter(issuedAt) ? notBefore : issuedAt;
    Principal principal = principal(claims, expires);
    rules.required().forEach(claims::require);
    Optional<Fault> fault =
        claims
            .fault()
            .or(() -> when(!issuer.equals(rules.issuer()), Fault.WRONG_ISSUER))
            .or(
                () ->
                    when(
                        audience.stream().noneMatch(rules.audiences()::contains),
                        Fault.WRONG_AUDIENCE))
            .or(() -> timesOf(begins, expires, now));
    if (fault.isPresent()) {
      return new Caller.Refused(fault.get());
    }
    remembered.remember(digest, new RememberedTokens.Entry(keys, principal, begins));
    meters.checked(Result.GENUINE);
    return new Caller.Genuine(principal);
  }

  private Principal principal(ClaimReader claims, Instant expires) {
    ClaimNames names = rules.names();
    Map<String, String> extra = new HashMap<>();
    for (String name : rules.extra()) {
      claims.plain(name).ifPresent(value -> extra.put(name, value));
    }
    return new Principal(
        claims.requiredText("sub"),
        names.client().stream().flatMap(name -> claims.text(name).stream()).findFirst(),
        claims.words(names.scope()),
        claims.words(names.roles()),
        claims.division(names.division()),
        extra,
        expires);
  }

  /** A token is in force from {@code begins} until before {@code expires}, with tolerance. */
  private Optional<Fault> timesOf(Instant begins, Instant expires, Instant now) {
    if (!now.isBefore(expires.plus(rules.tolerance()))) {
      return Optional.of(Fault.EXPIRED);
    }
    return when(begins.minus(rules.tolerance()).isAfter(now), Fault.NOT_YET_VALID);
  }

  private static Optional<Fault> when(boolean isSo, Fault fault) {
    return isSo ? Optional.of(fault) : Optional.empty();
  }

  long remembered() {
    return remembered.size();
  }
}
