package io.scangate.policy;

import java.util.Locale;

/** Where a person stays during a phase. */
public enum Setting {
  HOSPITAL,
  CENTRALIZED,
  HOME,
  NONE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in files and answers. */
  public String text() {
    return text;
  }

  /** Whether isolation starts and is released here. A hospital discharges instead. */
  public boolean isIsolation() {
    return this == CENTRALIZED || this == HOME;
  }
}
