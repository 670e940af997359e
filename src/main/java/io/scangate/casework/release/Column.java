package io.scangate.casework.release;

import java.util.Arrays;
import java.util.List;

/** What stands in a row of a form, in this order in every format. */
enum Column {
  NAME("name"),
  DOCUMENT_TYPE("documentType"),
  DOCUMENT_NUMBER("documentNumber"),
  /** The day on which isolation began. */
  ISOLATED_ON("isolatedOn"),
  RELEASED_ON("releasedOn");

  /** All headings. */
  static final List<String> HEADINGS = Arrays.stream(values()).map(Column::heading).toList();

  private final String heading;

  Column(String heading) {
    this.heading = heading;
  }

  /** Its heading, and its key in JSON. */
  String heading() {
    return heading;
  }

  /** Whether a day stands in it. */
  static boolean isDay(int column) {
    return column == ISOLATED_ON.ordinal() || column == RELEASED_ON.ordinal();
  }
}
