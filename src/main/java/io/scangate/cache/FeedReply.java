package io.scangate.cache;

import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code XREAD} and {@code XREVRANGE} answer. */
final class FeedReply {
  /**
   * An entry of a stream.
   *
   * @param entry null where it is none that this version can read
   */
  record Item(String id, @Nullable FeedEntry entry) {}

  private FeedReply() {}

  /** The entries of one stream. */
  static List<Item> items(@Nullable Response stream) {
    List<Item> items = new ArrayList<>();
    if (stream != null) {
      for (Response item : stream) {
        items.add(new Item(text(item.get(0)), entry(item.get(1))));
      }
    }
    return items;
  }

  private static @Nullable FeedEntry entry(@Nullable Response fields) {
    if (fields == null || fields.size() != 2) {
      return null;
    }
    byte[] payload = Replies.bytes(fields.get(1));
    return payload == null ? null : FeedFormat.read(payload);
  }

  static String text(Response bulk) {
    return bulk.toString(StandardCharsets.US_ASCII);
  }
}
