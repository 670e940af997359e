package io.scangate.transition;

/** The official level of an area; special areas have none and a fact of their own. */
public enum RiskLevel {
  HIGH,
  MEDIUM
}
