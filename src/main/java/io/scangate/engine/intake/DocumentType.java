package io.scangate.engine.intake;

import java.util.Locale;

/** A document that tells who a person is. Its word is part of what the pepper makes of it. */
public enum DocumentType {
  /** Of mainland residents; its number is a citizen identification number (GB 11643). */
  RESIDENT_IDENTITY_CARD(true),
  /** Of residents from Hong Kong, Macao and Taiwan; numbered likewise. */
  RESIDENCE_PERMIT(true),
  /** Of any country. */
  PASSPORT(false),
  /** Of Hong Kong and Macao residents who travel to the mainland. */
  HONG_KONG_MACAO_PERMIT(false),
  /** Of Taiwan residents who travel to the mainland. */
  TAIWAN_PERMIT(false),
  /** Of foreigners with permanent residence. */
  FOREIGN_PERMANENT_RESIDENT_CARD(false);

  private final boolean checked;

  DocumentType(boolean checked) {
    this.checked = checked;
  }

  /** Whether its number is a citizen identification number, which checks itself. */
  boolean isChecked() {
    return checked;
  }

  /** The word in rows. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
