package io.scangate.ops;

import java.util.Locale;

/** What a code can wait for, as dashboards name it. */
public enum Condition {
  DURATION,
  TESTS,
  RELEASE,
  DISCHARGE,
  DIAGNOSIS,
  AUTHORITY;

  /** The value of the label. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
