package io.scangate.transition;

/** How close a person came to a case, as contact tracing names it. */
public enum ContactKind {
  CLOSE,
  SUB_CLOSE,
  /** In the same place in the same time segment. */
  SPATIOTEMPORAL,
  /** Likewise, where the place is confined and poorly ventilated. */
  SPATIOTEMPORAL_CONFINED
}
