package io.scangate.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The three users of the embedded Redis and what they may do; the user {@code default} is off.
 * Immutable.
 *
 * <p>Scan records have a user of their own: before Redis 7 a user's commands hold for all of its
 * keys, so a gateway that reads the feed could read the records too, and one that appends records
 * could append to the feed.
 *
 * @param engine writes codes, lists and the feed, and reads everything
 * @param gateway reads codes, lists and the feed
 * @param scanLog appends scan records and can read nothing
 */
public record RedisUsers(RedisUser engine, RedisUser gateway, RedisUser scanLog) {
  /** What every client needs to know whom it speaks with. */
  private static final String CONVERSE =
      "-@all +auth +hello +ping +echo +time +info +role +cluster|slots";

  private static final String CODES = "~code:* ~layout:* ~seq:* ~feed:* ~list:*";

  private static final String ENGINE =
      CODES + " ~rebuild:* ~scans:* +@all -@admin -@dangerous +info +role +cluster|slots";

  private static final String GATEWAY =
      CODES
          + " "
          + CONVERSE
          + " +get +mget +strlen +exists +type +hget +hmget +hgetall +hlen +xread +xrange"
          + " +xrevrange +xlen +getrange +lrange";

  private static final String SCAN_LOG = "~scans:* " + CONVERSE + " +xadd";

  /** Reads the passwords from the directory; a missing one is made and kept there. */
  static RedisUsers in(Path directory) throws IOException {
    return new RedisUsers(
        user(directory, "engine"), user(directory, "gateway"), user(directory, "scan-log"));
  }

  /** The ACL file, which holds digests of the passwords only. */
  String acl() {
    return String.join(
        "\n",
        List.of(
            "user default reset off",
            engine.rule(ENGINE),
            gateway.rule(GATEWAY),
            scanLog.rule(SCAN_LOG),
            ""));
  }

  private static RedisUser user(Path directory, String name) throws IOException {
    return new RedisUser(name, GeneratedPassword.in(directory, name));
  }
}
