package io.scangate.policy;

import java.util.Locale;

/** From when the first phase of a path counts. */
public enum Clock {
  /** From the trigger, anew from the isolation if that begins while the phase is open. */
  ISOLATION,
  /** From the trigger, whatever follows. */
  TRIGGER;

  /** The name in files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
