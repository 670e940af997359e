package io.scangate.policy;

import java.util.Locale;

/** What a person says of themselves in a health declaration, beside the symptoms. */
public enum DeclaredStatus {
  NONE,
  SUSPECTED,
  CONFIRMED;

  /** The name in files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
