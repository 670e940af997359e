package io.scangate.cache;

/**
 * The names of the keys in Redis. The number in braces is the hash tag: all keys of a partition lie
 * in one slot of a cluster, so that one script may touch them together.
 *
 * <pre>
 *   layout:{p}                        which generation of buckets is read, and how many there are
 *   rebuild:{p}                       the generation that is being filled beside it
 *   code:{p}:generation:bucket        the codes of a bucket
 *   seq:{p}                           the sequence of the last change written
 *   feed:{p}                          the stream of changes and heartbeats
 *   scans:{p}                         the stream of scan records
 *   list:{0}:name                     a list: its number, its bytes
 *   list:{0}:name:changes             what changed in the list since
 * </pre>
 */
public final class RedisKeys {
  /** The partition whose feed announces lists, and in whose slot they lie. */
  public static final int LISTS = 0;

  private RedisKeys() {}

  /** The layout that is read. */
  public static String layout(int partition) {
    return "layout:{" + partition + "}";
  }

  /** The layout that is being filled. */
  public static String rebuild(int partition) {
    return "rebuild:{" + partition + "}";
  }

  /** One bucket of codes. */
  public static String bucket(int partition, long generation, int bucket) {
    return "code:{" + partition + "}:" + generation + ":" + bucket;
  }

  /** The sequence of the last change written. */
  public static String sequence(int partition) {
    return "seq:{" + partition + "}";
  }

  /** The stream of changes. */
  public static String feed(int partition) {
    return "feed:{" + partition + "}";
  }

  /** The stream of scan records. */
  public static String scans(int partition) {
    return "scans:{" + partition + "}";
  }

  /** A list. Lists are announced on the feed of partition 0 and so lie in its slot. */
  public static String list(String name) {
    return "list:{" + LISTS + "}:" + name;
  }

  /** The changes of a list since it was written whole. */
  public static String listChanges(String name) {
    return list(name) + ":changes";
  }
}
