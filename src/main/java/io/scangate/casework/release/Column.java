package io.scangate.casework.release;

import java.util.Arrays;
import java.util.List;

/** What stands in a row of a form, in this order in every format. */
enum Column {
  NAME(0, "name"),
  DOCUMENT_TYPE(1, "documentType"),
  DOCUMENT_NUMBER(2, "documentNumber"),
  /** The day on which isolation began. */
  ISOLATED_ON(3, "isolatedOn"),
  RELEASED_ON(4, "releasedOn");

  /** All headings. */
  static final List<String> HEADINGS = Arrays.stream(values()).map(Column::heading).toList();

  private final int place;
  private final String heading;

  Column(int place, String heading) {
    this.place = place;
    this.heading = heading;
  }

  /** Where it stands in a row, from 0. */
  int place() {
    return place;
  }

  /** Its heading, and its key in JSON. */
  String heading() {
    return heading;
  }

  /** Whether a day stands in it. */
  static boolean isDay(int column) {
    return column == ISOLATED_ON.place || column == RELEASED_ON.place;
  }
}
