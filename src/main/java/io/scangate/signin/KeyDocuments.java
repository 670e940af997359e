package io.scangate.signin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The port through which an issuer's key set is fetched. Confined to one event loop. */
interface KeyDocuments extends AutoCloseable {
  /** A larger document is refused. */
  int MOST_BYTES = 128 * 1024;

  /** What a fetch brought. */
  sealed interface Fetched {
    record Document(Buffer body) implements Fetched {}

    /** It has more than {@link #MOST_BYTES}; the rest was not read. */
    record TooLarge() implements Fetched {}

    /**
     * Nothing came.
     *
     * @param why in the operator's words
     */
    record Unreachable(String why) implements Fetched {}
  }

  /** Fetches the document; the future never fails. */
  Future<Fetched> fetch();

  @Override
  void close();
}
