package io.scangate.config;

/**
 * A file of the operator that cannot be used; the message says where and what is allowed, in the
 * operator's words.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
