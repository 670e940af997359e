package io.scangate.cache.link;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors inside a failed batch, by the index of their command. Immutable.
 *
 * <p>The library fails a whole batch when one command fails, and tells all errors in one text with
 * a line {@code ERR [index] error} for each; it drops a leading {@code ERR} of theirs. When the
 * connection ended, every open command has such a line too, with no error code of a server in it.
 */
final class BatchErrors extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Pattern LINE = Pattern.compile("ERR \\[(\\d+)] (.*)");
  private static final Pattern CODE = Pattern.compile("[A-Z]+( .*)?");

  private final transient NavigableMap<Integer, String> byIndex;

  private BatchErrors(NavigableMap<Integer, String> byIndex) {
    super("a batch failed", null, false, false);
    this.byIndex = byIndex;
  }

  /** Reads the library's failure; empty when it is none of a batch that was sent. */
  static Optional<BatchErrors> read(Throwable failure) {
    if (!(failure instanceof Response reply) || reply.type() != ResponseType.ERROR) {
      return Optional.empty();
    }
    NavigableMap<Integer, String> errors = new TreeMap<>();
    String text = failure.getMessage();
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        errors.put(Integer.valueOf(matcher.group(1)), matcher.group(2));
      }
    }
    return errors.isEmpty() ? Optional.empty() : Optional.of(new BatchErrors(errors));
  }

  /** Whether the command at that index failed. */
  boolean at(int index) {
    return byIndex.containsKey(index);
  }

  /**
   * Whether the error at that index was sent by a server, and not made up for a lost connection.
   */
  boolean sentByServer(int index) {
    String line = byIndex.get(index);
    return line != null && isCode(line);
  }

  /** The first error that begins with this word. */
  Optional<String> starting(String code) {
    return byIndex.values().stream().filter(line -> line.startsWith(code + " ")).findFirst();
  }

  /** The first error, as the server sent it. */
  RedisRefusal first() {
    String line = byIndex.firstEntry().getValue();
    return new RedisRefusal(isCode(line) ? line : "ERR " + line);
  }

  /** Whether an error is one that a server sends: it begins with a word in capitals. */
  static boolean isCode(String line) {
    return CODE.matcher(line).matches();
  }
}
