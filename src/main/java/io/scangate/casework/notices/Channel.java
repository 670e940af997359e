package io.scangate.casework.notices;

import io.scangate.casework.identity.Contact;
import io.scangate.ledger.cases.Notice;
import io.scangate.ops.NoticeMeters.By;
import io.vertx.core.Future;

/** A way by which people are told. Shared. */
public interface Channel {
  /** What came of an attempt that did not fail. */
  enum Sent {
    /** Whoever brings it to the person has taken it. */
    TOLD,
    /** Nothing is known by which this channel reaches the person. */
    NO_ADDRESS
  }

  /** Which one it is. */
  By by();

  /** Tells it once; a failure may be tried again. */
  Future<Sent> tell(Notice notice, Contact contact);

  /** Ends its connections. */
  Future<Void> close();
}
