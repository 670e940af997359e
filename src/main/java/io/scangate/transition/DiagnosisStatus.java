package io.scangate.transition;

/** What a clinician found. */
public enum DiagnosisStatus {
  CONFIRMED,
  ASYMPTOMATIC,
  SUSPECTED,
  RULED_OUT
}
