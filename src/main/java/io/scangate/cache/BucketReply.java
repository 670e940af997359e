package io.scangate.cache;

import io.scangate.health.PersonRef;
import io.vertx.redis.client.Response;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hash of a bucket. It believes nothing: a reply that belongs to another request must not
 * become somebody's answer, so every code in it has to belong to the bucket that was asked for.
 */
final class BucketReply {
  private BucketReply() {}

  /**
   * The codes of a bucket, packed and sorted; null where anything in the reply is not a code of
   * this bucket.
   */
  static byte @Nullable [] read(
      @Nullable Response reply, BucketKey key, Layout layout, int partitions) {
    if (reply == null || !reply.isArray() || (reply.size() & 1) != 0) {
      return null;
    }
    byte[] codes = new byte[reply.size() / 2 * CodeFormat.CODE];
    for (int i = 0; i < reply.size(); i += 2) {
      byte[] field = Replies.bytes(reply.get(i));
      byte[] value = Replies.bytes(reply.get(i + 1));
      int at = i / 2 * CodeFormat.CODE;
      if (field == null
          || value == null
          || field.length != CodeFormat.REFERENCE
          || value.length != CodeFormat.VALUE) {
        return null;
      }
      System.arraycopy(field, 0, codes, at, field.length);
      System.arraycopy(value, 0, codes, at + CodeFormat.REFERENCE, value.length);
      long person = CodeFormat.person(codes, at);
      if (!CodeFormat.isCode(codes, at)
          || PersonRef.partition(person, partitions) != key.partition()
          || layout.bucketOf(person) != key.number()
          || !sink(codes, at)) {
        return null;
      }
    }
    return codes;
  }

  /**
   * Moves the last code to its place among those before it; false where it stands there already. A
   * rebuild writes buckets in order, so there is seldom anything to move.
   */
  private static boolean sink(byte[] codes, int last) {
    long person = CodeFormat.person(codes, last);
    int at = last;
    while (at > 0 && CodeFormat.person(codes, at - CodeFormat.CODE) > person) {
      at -= CodeFormat.CODE;
    }
    if (at > 0 && CodeFormat.person(codes, at - CodeFormat.CODE) == person) {
      return false;
    }
    if (at < last) {
      byte[] code = Arrays.copyOfRange(codes, last, last + CodeFormat.CODE);
      System.arraycopy(codes, at, codes, at + CodeFormat.CODE, last - at);
      System.arraycopy(code, 0, codes, at, CodeFormat.CODE);
    }
    return true;
  }
}
