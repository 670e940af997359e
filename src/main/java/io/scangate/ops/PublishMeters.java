package io.scangate.ops;

/** What publishing counts. Shared: every partition's publisher reports to the same one. */
public interface PublishMeters {
  /** How Redis differed from the ledger about one person. */
  enum Difference {
    /** It held an older version. */
    OLDER("older"),
    /** It held a version that the ledger has not come to. */
    NEWER("newer"),
    /** It held the same version with another content, or something that is no code. */
    OTHER("other"),
    /** It held nothing. */
    MISSING("missing"),
    /** It held a code of somebody who has none. */
    EXTRA("extra");

    private final String tag;

    Difference(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code kind}. */
    public String tag() {
      return tag;
    }
  }

  /** Changes were appended to a feed. */
  void published(int changes);

  /** A publisher's round failed; it tries again. */
  void failed();

  /** So many entries of the outbox of a partition wait, as it was read last. */
  void backlog(int partition, long entries);

  /** This process publishes so many partitions. */
  void held(int partitions);

  /** Redis' clock is so many microseconds ahead of this host's. */
  void clockAhead(long micros);

  /** The sweep found a difference. */
  void different(Difference kind);

  /** The sweep has compared a whole partition. */
  void swept(long nanos);

  /** The rounds of the sweep. */
  RoundMeters sweep();
}
