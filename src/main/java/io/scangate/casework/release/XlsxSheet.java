package io.scangate.casework.release;

import io.scangate.engine.intake.DocumentType;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.poifs.crypt.temp.SXSSFWorkbookWithCustomZipEntrySource;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Rows as a spreadsheet (Office Open XML), all of them texts. What does not fit into the window in
 * memory goes to a file that is encrypted under a key of this moment. Confined.
 */
final class XlsxSheet implements Sheet {
  private static final int WIDTH = 22 * 256;

  private final SXSSFWorkbook workbook = new SXSSFWorkbookWithCustomZipEntrySource();
  private final SXSSFSheet sheet = workbook.createSheet("release");
  private final CellStyle text = workbook.createCellStyle();
  private final int before;
  private int rows;

  XlsxSheet(List<String> before) {
    this.before = before.size();
    text.setDataFormat(workbook.createDataFormat().getFormat("@"));
    List<String> headings = Stream.concat(before.stream(), Column.HEADINGS.stream()).toList();
    for (int column = 0; column < headings.size(); column++) {
      sheet.setColumnWidth(column, WIDTH);
      // Without it a program makes numbers of documents and days.
      sheet.setDefaultColumnStyle(column, text);
    }
    offerDocumentTypes();
    row(headings);
    sheet.createFreezePane(0, 1);
  }

  private void offerDocumentTypes() {
    DataValidationHelper helper = sheet.getDataValidationHelper();
    int column = before + Column.DOCUMENT_TYPE.place();
    sheet.addValidationData(
        helper.createValidation(
            helper.createExplicitListConstraint(
                Arrays.stream(DocumentType.values())
                    .map(DocumentType::word)
                    .toArray(String[]::new)),
            new CellRangeAddressList(1, FormRows.MOST_ROWS, column, column)));
  }

  @Override
  public void row(List<String> cells) {
    Row row = sheet.createRow(rows++);
    for (int column = 0; column < cells.size(); column++) {
      var cell = row.createCell(column);
      cell.setCellStyle(text);
      cell.setCellValue(Sheet.shown(cells.get(column)));
    }
  }

  @Override
  public Buffer end() {
    try (workbook) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return Buffer.buffer(out.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("a spreadsheet cannot be written", e);
    }
  }
}
