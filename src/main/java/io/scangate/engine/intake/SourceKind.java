package io.scangate.engine.intake;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a source is, and hence which facts it may send. No source may send a correction: those come
 * out of the procedure for them.
 */
public enum SourceKind {
  LABORATORY,
  HOSPITAL,
  CONTACT_TRACING,
  BORDER_CONTROL,
  ISOLATION_POINT,
  OTHER_PROVINCE,
  AREA_DESIGNATION,
  TELECOM_SCREENING,
  /** Tells who has a code, where they live, and what they said of their own health. */
  REGISTRATION;

  /** What such a source may send. */
  public Set<FactKind> facts() {
    return switch (this) {
      case LABORATORY -> EnumSet.of(FactKind.TEST);
      case HOSPITAL -> EnumSet.of(FactKind.DIAGNOSIS, FactKind.HOSPITAL, FactKind.TEST);
      case CONTACT_TRACING -> EnumSet.of(FactKind.CONTACT);
      case BORDER_CONTROL -> EnumSet.of(FactKind.ENTRY);
      case ISOLATION_POINT -> EnumSet.of(FactKind.ISOLATION);
      case OTHER_PROVINCE -> EnumSet.of(FactKind.ASSIGNMENT, FactKind.ASSIGNMENT_LIFTED);
      case AREA_DESIGNATION -> EnumSet.of(FactKind.AREA, FactKind.DESIGNATION);
      case TELECOM_SCREENING -> EnumSet.of(FactKind.SCREENING);
      case REGISTRATION ->
          EnumSet.of(FactKind.REGISTERED, FactKind.RESIDENCE, FactKind.DECLARATION);
    };
  }

  /** The word in {@code sources.yaml} and on dashboards. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All the words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(SourceKind::word).toList();
  }
}
