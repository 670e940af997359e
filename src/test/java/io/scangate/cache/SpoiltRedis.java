package io.scangate.cache;

import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.PersonRef;
import java.util.HexFormat;
import java.util.Objects;

/** Writes into the codes of a Redis past its writer, as nobody should. Confined to one thread. */
public final class SpoiltRedis {
  private static final String UNHEX =
      "local function un(h) return (h:gsub('..', function(c) return string.char(tonumber(c, 16))"
          + " end)) end ";
  private static final String HEX =
      "return (redis.call('GET', KEYS[1]):gsub('.', function(c) return string.format('%02x',"
          + " c:byte()) end))";

  private final RedisProcess redis;
  private final int partitions;

  public SpoiltRedis(RedisProcess redis, int partitions) {
    this.redis = redis;
    this.partitions = partitions;
  }

  /** Puts a code in the place of what is there. */
  public void put(CodeStatus status) {
    String code = HexFormat.of().formatHex(CodeFormat.toBytes(status));
    write(status.person(), code.substring(2 * CodeFormat.REFERENCE));
  }

  /** Puts something that is no code there. */
  public void scribble(long person) {
    write(person, "00ff");
  }

  private void write(long person, String value) {
    var _ =
        redis.run(
            "EVAL",
            UNHEX + "return redis.call('HSET', KEYS[1], un(ARGV[1]), un(ARGV[2]))",
            "1",
            bucket(person),
            reference(person),
            value);
  }

  /** Takes a code away. */
  public void remove(long person) {
    var _ =
        redis.run(
            "EVAL",
            UNHEX + "return redis.call('HDEL', KEYS[1], un(ARGV[1]))",
            "1",
            bucket(person),
            reference(person));
  }

  private static String reference(long person) {
    return HexFormat.of().formatHex(CodeFormat.reference(person));
  }

  private String bucket(long person) {
    int partition = PersonRef.partition(person, partitions);
    String hex = (String) redis.run("EVAL", HEX, "1", RedisKeys.layout(partition));
    Layout layout = Layout.ofBytes(HexFormat.of().parseHex(Objects.requireNonNull(hex)));
    return BucketKey.of(person, partition, Objects.requireNonNull(layout)).inRedis();
  }
}
