package io.scangate.casework.release;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.SAXException;

/**
 * The rows of the first sheet of a spreadsheet (Office Open XML), read as they stand in its file:
 * nothing is computed, and no sheet is held in memory. Confined.
 */
final class SheetRows implements FormRows {
  private static final BigDecimal DAYS = BigDecimal.valueOf(100_000);

  private final CappedZip zip;
  private final ReadOnlySharedStringsTable shared;
  private final InputStream stream;
  private final XMLStreamReader xml;
  private int number;

  private SheetRows(
      CappedZip zip, ReadOnlySharedStringsTable shared, InputStream stream, XMLStreamReader xml) {
    this.zip = zip;
    this.shared = shared;
    this.stream = stream;
    this.xml = xml;
  }

  static SheetRows open(byte[] form) throws MalformedForm {
    CappedZip zip = CappedZip.open(form);
    try {
      SheetRows rows = open(zip);
      Optional<FormRow> headings = rows.next();
      if (headings.isEmpty() || !headings.get().cells().equals(Column.HEADINGS)) {
        throw new MalformedForm("row 1: the headings are " + String.join(", ", Column.HEADINGS));
      }
      return rows;
    } catch (MalformedForm e) {
      zip.close();
      throw e;
    }
  }

  // The package is only read, and what it reads from is closed with the rows.
  @SuppressWarnings("resource")
  private static SheetRows open(CappedZip zip) throws MalformedForm {
    try {
      OPCPackage parts = OPCPackage.open(zip);
      XSSFReader reader = new XSSFReader(parts);
      ReadOnlySharedStringsTable shared = new ReadOnlySharedStringsTable(parts, false);
      Iterator<InputStream> sheets = reader.getSheetsData();
      if (!sheets.hasNext()) {
        throw new MalformedForm("it has no sheet");
      }
      InputStream sheet = sheets.next();
      return new SheetRows(
          zip, shared, sheet, XMLHelper.newXMLInputFactory().createXMLStreamReader(sheet));
    } catch (IOException
        | OpenXML4JException
        | SAXException
        | XMLStreamException
        | RuntimeException e) {
      // Of a file that somebody made by hand the library throws what it likes, the text among it.
      throw new MalformedForm("it is no spreadsheet");
    }
  }

  @Override
  public Optional<FormRow> next() throws MalformedForm {
    try {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw malformed("it declares entities");
        }
        if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
          FormRow row = row();
          if (!row.isBlank()) {
            return Optional.of(row);
          }
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | NumberFormatException e) {
      throw malformed("it is no sheet");
    }
  }

  private FormRow row() throws XMLStreamException, MalformedForm {
    String stated = xml.getAttributeValue(null, "r");
    int stands = stated == null ? number + 1 : Integer.parseInt(stated);
    if (stands <= number) {
      throw malformed("rows do not follow each other");
    }
    number = stands;
    if (number > MOST_ROWS + 1) {
      throw new MalformedForm("more than " + MOST_ROWS + " rows; file it in parts");
    }
    List<String> cells = new ArrayList<>();
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("row")) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT
          && xml.getLocalName().equals("c")) {
        cell(cells);
      }
    }
    while (cells.size() < Column.HEADINGS.size()) {
      cells.add("");
    }
    while (cells.size() > Column.HEADINGS.size() && cells.getLast().isEmpty()) {
      cells.removeLast();
    }
    return new FormRow(number, cells);
  }

  private void cell(List<String> cells) throws XMLStreamException, MalformedForm {
    String reference = xml.getAttributeValue(null, "r");
    int column = reference == null ? cells.size() : column(reference);
    if (column < cells.size() || column >= MOST_CELLS) {
      throw malformed("cells do not follow each other, or are more than " + MOST_CELLS);
    }
    String type = String.valueOf(xml.getAttributeValue(null, "t"));
    StringBuilder text = new StringBuilder();
    boolean formula = false;
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "v", "t" -> text.append(xml.getElementText());
          case "f" -> formula = true;
          default -> {
            // Runs, and what an extension may say of a cell.
          }
        }
      }
    }
    while (cells.size() < column) {
      cells.add("");
    }
    cells.add(formula ? "=" : value(type, text.toString(), column));
  }

  private String value(String type, String text, int column) throws MalformedForm {
    String value = type.equals("s") ? shared.getItemAt(Integer.parseInt(text)).getString() : text;
    if (value.length() > MOST_CHARACTERS) {
      throw malformed("a cell of more than " + MOST_CHARACTERS + " characters");
    }
    boolean numeric = type.equals("null") || type.equals("n");
    return numeric && Column.isDay(column) ? day(value) : value;
  }

  /** Programs write a day as the number of days since their epoch. */
  private static String day(String number) {
    if (!number.matches("[0-9]{1,6}([.]0+)?") || new BigDecimal(number).compareTo(DAYS) >= 0) {
      return number;
    }
    return DateUtil.getLocalDateTime(Double.parseDouble(number)).toLocalDate().toString();
  }

  /** The column of a reference such as C5, from 0. */
  private static int column(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && column <= MOST_CELLS; i++) {
      char letter = reference.charAt(i);
      if (letter < 'A' || letter > 'Z') {
        break;
      }
      column = column * 26 + letter - 'A' + 1;
    }
    return column - 1;
  }

  private MalformedForm malformed(String what) {
    return new MalformedForm("row " + Math.max(number, 1) + ": " + what);
  }

  @Override
  public void close() {
    try {
      xml.close();
      stream.close();
    } catch (XMLStreamException | IOException e) {
      throw new IllegalStateException("bytes in memory can be closed", e);
    } finally {
      zip.close();
    }
  }
}
