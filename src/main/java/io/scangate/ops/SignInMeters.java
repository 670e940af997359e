package io.scangate.ops;

import java.util.function.DoubleSupplier;

/** What the check of one kind of callers counts. Shared. */
public interface SignInMeters {
  /** How the check of a request ended. */
  enum Result {
    GENUINE("genuine"),
    /** Genuine, and its signature was checked before. */
    REMEMBERED("remembered"),
    MISSING("missing"),
    TOO_LARGE("too-large"),
    MALFORMED("malformed"),
    WRONG_TYPE("wrong-type"),
    WRONG_ALGORITHM("wrong-algorithm"),
    UNKNOWN_KEY("unknown-key"),
    BAD_SIGNATURE("bad-signature"),
    WRONG_ISSUER("wrong-issuer"),
    WRONG_AUDIENCE("wrong-audience"),
    EXPIRED("expired"),
    NOT_YET_VALID("not-yet-valid"),
    MISSING_CLAIM("missing-claim"),
    UNREADABLE_CLAIM("unreadable-claim"),
    /** No keys were ever read, so nothing can be checked. */
    NO_KEYS("no-keys");

    private final String tag;

    Result(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code result}. */
    public String tag() {
      return tag;
    }
  }

  /** How an attempt to read the issuer's keys ended. */
  enum Refresh {
    /** Other keys than before are held now. */
    CHANGED("changed"),
    UNCHANGED("unchanged"),
    /** No answer in time, another status than 200, or no such file. */
    UNREACHABLE("unreachable"),
    TOO_LARGE("too-large"),
    /** No key set, or none with a key that can be used. */
    UNREADABLE("unreadable");

    private final String tag;

    Refresh(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code outcome}. */
    public String tag() {
      return tag;
    }
  }

  /** A request was checked. */
  void checked(Result result);

  /** The issuer's keys were read, or were not. */
  void refreshed(Refresh outcome);

  /** Watches the keys: seconds since they were last read, and how many are held. */
  void watchKeys(DoubleSupplier age, DoubleSupplier held);
}
