package io.scangate.cache.link;

/**
 * Redis answered a command with an error. It carries no stack trace, since it comes from a wire.
 */
public final class RedisRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  /** With the line that Redis sent, without its leading minus. */
  public RedisRefusal(String line) {
    super(line, null, false, false);
    int space = line.indexOf(' ');
    this.code = space < 0 ? line : line.substring(0, space);
  }

  /** The first word: {@code NOSCRIPT}, {@code NOPERM}, {@code WRONGTYPE}, {@code ERR}. */
  public String code() {
    return code;
  }
}
