package io.scangate.policy;

import java.util.Locale;

/** What kind of episode a person is in: which path it walks. The order is that of the notice. */
public enum Category {
  CONFIRMED,
  ASYMPTOMATIC,
  SUSPECTED,
  CLOSE_CONTACT,
  SUB_CLOSE_CONTACT,
  OVERSEAS,
  SPATIOTEMPORAL,
  SPATIOTEMPORAL_CONFINED,
  HIGH_RISK_AREA,
  MEDIUM_RISK_AREA,
  SPECIAL_AREA_14,
  SPECIAL_AREA_21,
  SPECIAL_AREA_PAST,
  SCREENING,
  DECLARED,
  OUT_OF_PROVINCE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in files and answers, as in {@code close-contact}. */
  public String text() {
    return text;
  }
}
