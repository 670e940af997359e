package io.scangate.ops;

/** What a link with Redis counts. Shared: every event loop's link reports to the same one. */
public interface LinkMeters {
  /** Why a connection ended. */
  enum Loss {
    /** The server or the network ended it. */
    ENDED("ended"),
    /** Its oldest command stayed unanswered too long. */
    OVERDUE("overdue"),
    /** Replies did not belong to the requests. */
    MISMATCH("mismatch"),
    /** Another server is the master now. */
    TOPOLOGY("topology");

    private final String tag;

    Loss(String tag) {
      this.tag = tag;
    }

    /** The value of the label {@code reason}. */
    public String tag() {
      return tag;
    }
  }

  /** A batch was answered. */
  void roundTrip(int commands, long nanos);

  /** Commands whose caller was told at the deadline that no answer came. */
  void deadlineMissed(int commands);

  /** Commands that were not sent, because the master is away or too many are in flight. */
  void turnedAway(int commands);

  /** A connection was made; {@link #lost} is its counterpart. */
  void connected();

  /** A connection ended. */
  void lost(Loss why);

  /** An attempt to connect failed. */
  void connectFailed();
}
