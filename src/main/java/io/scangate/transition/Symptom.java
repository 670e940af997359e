package io.scangate.transition;

/** A symptom that a person declares. */
public enum Symptom {
  FEVER,
  COUGH,
  OTHER
}
