package io.scangate.casework.release;

import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.ledger.cases.ReleaseRow.Rejection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What came of reading a row by itself. Immutable; prints nothing of it. */
sealed interface RowReading {
  /** It names a document and days. */
  record Sound(String name, IdentityDocument document, LocalDate releasedOn) implements RowReading {
    @Override
    public String toString() {
      return "Sound[***]";
    }
  }

  /** It does not. */
  record Faulty(Rejection rejection) implements RowReading {}

  /** What a spreadsheet would take for a formula begins so. */
  String FORMULAS = "=+-@\t\r";

  /** Whether a spreadsheet would compute a cell instead of showing it. */
  static boolean isFormula(String cell) {
    return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0;
  }

  /**
   * Reads a row.
   *
   * @param today in the zone of the policy
   */
  static RowReading of(FormRow row, LocalDate today) {
    if (row.cells().stream().anyMatch(RowReading::isFormula)) {
      return faulty("formula", "a cell begins with one of = + - @, a tab or a carriage return");
    }
    if (row.cells().size() != Column.HEADINGS.size()) {
      return faulty("columns", "a row has " + Column.HEADINGS.size() + " cells");
    }
    String name = row.cell(Column.NAME).strip();
    if (!name.matches("[^\\p{Cntrl}]{1,64}")) {
      return faulty("name", "1 to 64 characters");
    }
    String word = row.cell(Column.DOCUMENT_TYPE).strip();
    Optional<DocumentType> type =
        Arrays.stream(DocumentType.values()).filter(it -> it.word().equals(word)).findFirst();
    if (type.isEmpty()) {
      return faulty(
          "document-type",
          "one of "
              + String.join(
                  ", ", Arrays.stream(DocumentType.values()).map(DocumentType::word).toList()));
    }
    IdentityDocument document;
    try {
      document = IdentityDocument.of(type.get(), row.cell(Column.DOCUMENT_NUMBER));
    } catch (IllegalArgumentException e) {
      return faulty("document-number", String.valueOf(e.getMessage()));
    }
    return days(row, name, document, today);
  }

  private static RowReading days(
      FormRow row, String name, IdentityDocument document, LocalDate today) {
    Optional<LocalDate> isolated = day(row.cell(Column.ISOLATED_ON));
    Optional<LocalDate> released = day(row.cell(Column.RELEASED_ON));
    if (isolated.isEmpty() || released.isEmpty()) {
      return faulty("day", "days are written as 2022-03-15");
    }
    if (released.get().isBefore(isolated.get())) {
      return faulty("day", "the release lies before the isolation");
    }
    if (released.get().isAfter(today)) {
      return faulty("not-yet", "the release lies after today, " + today);
    }
    return new Sound(name, document, released.get());
  }

  private static Optional<LocalDate> day(String cell) {
    try {
      return Optional.of(LocalDate.parse(cell.strip()));
    } catch (DateTimeException e) {
      // As a cause it would tell the text.
      return Optional.empty();
    }
  }

  private static RowReading faulty(String reason, String detail) {
    return new Faulty(new Rejection(reason, detail));
  }
}
