package io.scangate.signin;

import io.scangate.ops.SignInMeters.Result;

/** Why nobody is identified. Nothing of the token is ever told back. */
public enum Fault {
  /** There is no {@code Authorization: Bearer}. */
  MISSING(401, Result.MISSING, "send 'Authorization: Bearer' with a token"),
  /** Longer than {@link Verifier#MOST_CHARS}. */
  TOO_LARGE(401, Result.TOO_LARGE, "the token is too large"),
  /**
   * No compact JWS: three parts of Base64url, of which two are JSON objects; {@code alg: none} is
   * none.
   */
  MALFORMED(401, Result.MALFORMED, "the token is not a signed JWT"),
  /** Made for another purpose, as its {@code typ} says. */
  WRONG_TYPE(401, Result.WRONG_TYPE, "the token is not an access token"),
  /** Signed in a way that is not taken, or that its key is not for. */
  WRONG_ALGORITHM(401, Result.WRONG_ALGORITHM, "the token's algorithm is not taken"),
  /** The issuer publishes no key of that name. */
  UNKNOWN_KEY(401, Result.UNKNOWN_KEY, "the token's key is not known"),
  /** Not signed with the key that it names. */
  BAD_SIGNATURE(401, Result.BAD_SIGNATURE, "the token's signature is wrong"),
  /** Made by somebody else. */
  WRONG_ISSUER(401, Result.WRONG_ISSUER, "the token is from another issuer"),
  /** Made for somebody else. */
  WRONG_AUDIENCE(401, Result.WRONG_AUDIENCE, "the token is for another audience"),
  /** Its time is over. */
  EXPIRED(401, Result.EXPIRED, "the token has expired"),
  /** Its time has not come, or it was made in the future. */
  NOT_YET_VALID(401, Result.NOT_YET_VALID, "the token is not yet valid"),
  /** It lacks a claim that must be there. */
  MISSING_CLAIM(401, Result.MISSING_CLAIM, "the token lacks a claim"),
  /** A claim is of another type than it should be. */
  UNREADABLE_CLAIM(401, Result.UNREADABLE_CLAIM, "a claim of the token cannot be read"),
  /** We cannot tell: the issuer's keys were never read. */
  NO_KEYS(503, Result.NO_KEYS, "the issuer's keys are not known yet");

  private final int status;
  private final Result result;
  private final String words;

  Fault(int status, Result result, String words) {
    this.status = status;
    this.result = result;
    this.words = words;
  }

  /** The status of the answer: 401, or 503 where it is not the caller's fault. */
  public int status() {
    return status;
  }

  /** The fault as one word, the same as in the metric. */
  public String word() {
    return result.tag();
  }

  /** The fault in words for whoever wrote the client. */
  public String words() {
    return words;
  }

  Result result() {
    return result;
  }
}
