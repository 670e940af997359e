package io.scangate.transition;

/** What the laboratory found in a sample. */
public enum TestResult {
  NEGATIVE,
  POSITIVE
}
