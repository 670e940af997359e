package io.scangate.engine.intake;

import java.util.Locale;

/** What a row can tell, by the word that stands under {@code fact}. */
public enum FactKind {
  REGISTERED,
  RESIDENCE,
  DIAGNOSIS,
  HOSPITAL,
  CONTACT,
  ENTRY,
  AREA,
  SCREENING,
  ISOLATION,
  TEST,
  DECLARATION,
  ASSIGNMENT,
  ASSIGNMENT_LIFTED,
  CORRECTION;

  /** The word in rows and in {@code sources.yaml}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
