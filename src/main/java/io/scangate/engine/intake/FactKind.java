package io.scangate.engine.intake;

import java.util.Arrays;
import java.util.Locale;

/** What a source can tell, by the word that stands under {@code fact} and in its rights. */
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
  CORRECTION,
  /** Of everybody who lives in an area: it has an address of its own and stands in no row. */
  DESIGNATION;

  /** The word in rows and in {@code sources.yaml}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that a row can tell. */
  static FactKind[] ofRows() {
    return Arrays.stream(values()).filter(kind -> kind != DESIGNATION).toArray(FactKind[]::new);
  }
}
