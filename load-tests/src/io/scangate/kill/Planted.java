package io.scangate.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Damage that is done by hand when everything is over, to show that it is named. */
public enum Planted {
  /** A fact that was acknowledged is gone. */
  FACT,
  /** A code in Redis is another. */
  REDIS;

  /** Changes the last byte of the first code of the first bucket. */
  private static final String SPOIL =
      """
      local bucket = redis.call('KEYS', 'code:*')[1]
      local held = redis.call('HGETALL', bucket)
      local value = held[2]
      local last = string.byte(value, -1)
      redis.call('HSET', bucket, held[1],
        string.sub(value, 1, -2) .. string.char((last + 1) % 256))
      return 1\
      """;

  void in(TriedCity city) throws SQLException {
    switch (this) {
      case FACT -> {
        try (Connection connection = city.superuser();
            Statement statement = connection.createStatement()) {
          boolean _ = statement.execute("set session_replication_role = replica");
          int _ =
              statement.executeUpdate(
                  "delete from fact where key = (select min(key) from fact"
                      + " where source <> 'registration')");
        }
      }
      case REDIS -> {
        var _ = city.redis.run("EVAL", SPOIL, "0");
      }
    }
  }
}
