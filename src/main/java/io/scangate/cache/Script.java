package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.scangate.cache.link.RedisRefusal;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that Redis runs as one step. Immutable. The keys it is called with are of one slot.
 *
 * <p>Its keys and arguments are told at its head, in {@code io/scangate/cache/*.lua}.
 */
final class Script {
  static final Script APPEND = new Script("newer.lua", "append.lua");
  static final Script TELL = new Script("tell.lua");
  static final Script FILL = new Script("newer.lua", "fill.lua");
  static final Script SWITCH = new Script("switch.lua");
  static final Script LIST = new Script("list.lua");

  private final String source;
  private final String digest;

  private Script(String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(read(file));
    }
    this.source = text.toString();
    this.digest = digest(source);
  }

  /**
   * Runs it on the master of its first key. A server that does not know the script, because it was
   * restarted or is another, is given it.
   */
  Future<@Nullable Response> run(
      RedisLink link, Duration deadline, List<String> keys, List<byte[]> args) {
    return send(link, deadline, Command.EVALSHA, digest, keys, args)
        .recover(
            failure ->
                failure instanceof RedisRefusal refusal && refusal.code().equals("NOSCRIPT")
                    ? send(link, deadline, Command.EVAL, source, keys, args)
                    : Future.failedFuture(failure));
  }

  private static Future<@Nullable Response> send(
      RedisLink link,
      Duration deadline,
      Command command,
      String what,
      List<String> keys,
      List<byte[]> args) {
    Request request = Request.cmd(command).arg(what).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return link.sendAll(keys.getFirst(), List.of(request), deadline).map(List::getFirst);
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the script " + file + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String source) {
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
