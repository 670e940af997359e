package io.scangate.casework;

import static io.scangate.casework.Releases.CENTRALIZED;
import static io.scangate.casework.Releases.SCAN;
import static io.scangate.casework.Releases.csv;
import static io.scangate.casework.Releases.json;
import static io.scangate.casework.Releases.refuses;
import static io.scangate.casework.Releases.row;
import static io.scangate.casework.Releases.xlsx;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.transition.ContactKind;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as JSON, CSV and XLSX, and what only looks like one. */
class ReleaseFormsIT {
  private static final List<String> EVIL =
      List.of("=cmd|' /C calc'!A0", "passport", "E99999999", "2022-03-05", "2022-03-20");
  private static Releases releases;
  private static int documents;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    releases = new Releases(directory);
    for (int number = 1; number <= 6; number++) {
      var _ = releases.isolated(number, ContactKind.CLOSE, 15);
    }
  }

  @AfterAll
  static void close() {
    releases.close();
  }

  private static String path() {
    return CENTRALIZED + "form-" + ++documents;
  }

  private static long read(byte[] form) {
    long list = releases.filed(releases.isolationPoint, path(), form);
    releases.work();
    return list;
  }

  private static void isRead(long list, String format, int released, int rejected) {
    JsonObject told = releases.list(list);
    assertThat(told.getString("format")).isEqualTo(format);
    assertThat(told.getString("state")).isEqualTo("done");
    assertThat(told.getJsonObject("rows").getInteger("released")).isEqualTo(released);
    assertThat(told.getJsonObject("rows").getInteger("rejected")).isEqualTo(rejected);
  }

  private static void isUnreadable(long list, String fault) {
    JsonObject told = releases.list(list);
    assertThat(told.getString("state")).isEqualTo("unreadable");
    assertThat(told.getString("fault")).contains(fault);
    assertThat(told.getJsonObject("rows").getInteger("released")).isZero();
  }

  @Test
  void rejectedRowsOfJsonComeBackAsJson() {
    long list = read(json(List.of(row(1), EVIL)));
    isRead(list, "json", 1, 1);
    Answer rejected = releases.rejected(releases.isolationPoint, list);
    JsonObject row = rejected.json().getJsonArray("rows").getJsonObject(0);
    assertThat(row.getString("row")).isEqualTo("2");
    assertThat(row.getString("reason")).isEqualTo("formula");
    assertThat(row.getString("documentNumber")).isEqualTo("E99999999");
  }

  @Test
  void rejectedRowsOfCsvComeBackAsCsvAndAreNeverFormulas() {
    long list = read(csv(List.of(row(2), EVIL)));
    isRead(list, "csv", 1, 1);
    Answer rejected = releases.rejected(releases.isolationPoint, list);
    assertThat(new String(rejected.raw().body(), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "\uFEFFrow,reason,detail,name,documentType,documentNumber,isolatedOn,releasedOn",
            "\"3\",\"formula\",\"a cell begins with one of = + - @, a tab or a carriage"
                + " return\",\"'=cmd|' /C"
                + " calc'!A0\",\"passport\",\"E99999999\",\"2022-03-05\",\"2022-03-20\"");
  }

  @Test
  void rejectedRowsOfASpreadsheetComeBackAsOneAndAreNeverFormulas() throws Exception {
    long list = read(xlsx(List.of(row(3), EVIL)));
    isRead(list, "xlsx", 1, 1);
    Answer rejected = releases.rejected(releases.isolationPoint, list);
    try (XSSFWorkbook back = workbook(rejected)) {
      XSSFSheet sheet = back.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(1);
      assertThat(cells(sheet.getRow(1)))
          .startsWith("3", "formula")
          .contains("'=cmd|' /C calc'!A0", "E99999999");
    }
  }

  private static XSSFWorkbook workbook(Answer answer) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(answer.raw().body()));
  }

  private static List<String> cells(XSSFRow row) {
    DataFormatter formatter = new DataFormatter();
    List<String> cells = new ArrayList<>();
    row.cellIterator().forEachRemaining(cell -> cells.add(formatter.formatCellValue(cell)));
    return cells;
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv", "xlsx"})
  void aTemplateIsAFormOfItsFormat(String format) {
    Answer template =
        releases.casework.get(releases.isolationPoint, "/v1/release-template?format=" + format);
    assertThat(template.status()).isEqualTo(200);
    long list = read(template.raw().body());
    isRead(list, format, 0, format.equals("json") ? 1 : 0);
  }

  @Test
  void aTemplateOfASpreadsheetKeepsNumbersAndDaysAsTexts() throws Exception {
    Answer template =
        releases.casework.get(releases.isolationPoint, "/v1/release-template?format=xlsx");
    try (XSSFWorkbook workbook = workbook(template)) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      assertThat(sheet.getColumnStyle(2).getDataFormatString()).isEqualTo("@");
      assertThat(sheet.getDataValidations()).hasSize(1);
      XSSFRow filled = sheet.createRow(1);
      List<String> values = row(4);
      for (int i = 0; i < values.size(); i++) {
        filled.createCell(i).setCellValue(values.get(i));
      }
      isRead(read(Releases.bytes(workbook)), "xlsx", 1, 0);
    }
  }

  @Test
  void aDayThatAProgramHasMadeANumberOfIsStillADay() throws Exception {
    try (XSSFWorkbook workbook =
        new XSSFWorkbook(new ByteArrayInputStream(xlsx(List.of(row(5)))))) {
      XSSFRow row = workbook.getSheetAt(0).getRow(1);
      row.getCell(3).setCellValue(LocalDate.of(2022, 3, 5));
      row.getCell(4).setCellValue(LocalDate.of(2022, 3, 20));
      isRead(read(Releases.bytes(workbook)), "xlsx", 1, 0);
    }
  }

  @Test
  void aFormulaInASpreadsheetIsRefusedWhateverItsValueIs() throws Exception {
    try (XSSFWorkbook workbook =
        new XSSFWorkbook(new ByteArrayInputStream(xlsx(List.of(row(6)))))) {
      XSSFCell cell = workbook.getSheetAt(0).getRow(1).getCell(2);
      cell.setCellFormula("\"E\"&\"00000006\"");
      workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
      long list = read(Releases.bytes(workbook));
      isRead(list, "xlsx", 0, 1);
      try (XSSFWorkbook back = workbook(releases.rejected(releases.isolationPoint, list))) {
        assertThat(cells(back.getSheetAt(0).getRow(1))).startsWith("2", "formula");
      }
    }
  }

  @Test
  void everyRowThatIsWrongByItselfHasItsReason() {
    Map<String, List<String>> wrong =
        Map.of(
            "name", List.of(" ", "passport", "E1234567", "2022-03-05", "2022-03-20"),
            "document-type", List.of("a", "library-card", "E1234567", "2022-03-05", "2022-03-20"),
            "document-number",
                List.of(
                    "a",
                    "resident-identity-card",
                    "110105194912310021",
                    "2022-03-05",
                    "2022-03-20"),
            "day", List.of("a", "passport", "E1234567", "5 March", "2022-03-20"),
            "not-yet", List.of("a", "passport", "E1234567", "2022-03-05", "2022-03-21"));
    wrong.forEach(
        (reason, row) -> {
          long list = read(csv(List.of(row)));
          Answer rejected = releases.rejected(releases.isolationPoint, list);
          assertThat(new String(rejected.raw().body(), StandardCharsets.UTF_8))
              .contains("\"2\",\"" + reason + "\"");
        });
    long reversed =
        read(csv(List.of(List.of("a", "passport", "E1234567", "2022-03-05", "2022-03-04"))));
    isRead(reversed, "csv", 0, 1);
    long short4 =
        read(
            (String.join(",", Releases.HEADINGS) + "\nx,passport,E1234567\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(
            new String(
                releases.rejected(releases.isolationPoint, short4).raw().body(),
                StandardCharsets.UTF_8))
        .contains("columns");
  }

  @Test
  void whatIsNoFormFromItsBeginningOnIsRefusedAtOnce() throws Exception {
    String csv = new String(csv(List.of(row(1))), StandardCharsets.UTF_8);
    for (String text :
        List.of(
            "",
            "x",
            "[]",
            "{\"rows\": 1}",
            "{\"lines\": []}",
            "name,phone\n",
            "\u0000",
            "PK\3\4zip")) {
      refuses(
          releases.file(releases.isolationPoint, path(), text.getBytes(StandardCharsets.UTF_8)),
          400,
          "malformed-form");
    }
    refuses(
        releases.file(releases.isolationPoint, path(), csv.getBytes(StandardCharsets.UTF_16)),
        400,
        "malformed-form");
    try (XSSFWorkbook empty = new XSSFWorkbook()) {
      empty.createSheet();
      refuses(
          releases.file(releases.isolationPoint, path(), Releases.bytes(empty)),
          400,
          "malformed-form");
    }
  }

  @Test
  void whatTurnsOutToBeNoFormFurtherOnReleasesNobody() {
    String csv = new String(csv(List.of(row(1))), StandardCharsets.UTF_8);
    isUnreadable(read((csv + "\"open").getBytes(StandardCharsets.UTF_8)), "row 3: a quote");
    isUnreadable(
        read((csv + "x".repeat(2_000)).getBytes(StandardCharsets.UTF_8)), "row 3: a cell of more");
    isUnreadable(read((csv + ",".repeat(99)).getBytes(StandardCharsets.UTF_8)), "32 cells");
    isUnreadable(read("{\"rows\": [{\"name\": 1}]}".getBytes(StandardCharsets.UTF_8)), "row 1");
    isUnreadable(read("{\"rows\": [{\"x\": \"\"}]}".getBytes(StandardCharsets.UTF_8)), "row 1");
    isUnreadable(read("{\"rows\": [".getBytes(StandardCharsets.UTF_8)), "no JSON");
    isUnreadable(
        read("{\"rows\": [{\"name\": \"a\", \"name\": \"b\"}]}".getBytes(StandardCharsets.UTF_8)),
        "no JSON");
    isUnreadable(read("{\"rows\": []} {}".getBytes(StandardCharsets.UTF_8)), "something follows");
  }

  @Test
  void aSpreadsheetThatUnpacksWithoutEndIsRefused() throws Exception {
    byte[] bomb = changed("xl/media/bomb.bin", new byte[100 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    Answer answer = releases.file(releases.isolationPoint, path(), bomb);
    refuses(answer, 400, "malformed-form");
    assertThat(answer.json().getString("detail")).contains("unpacks to more");
  }

  @Test
  void entitiesInASpreadsheetAreNotExpanded() throws Exception {
    String entities =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
            + "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
    String sheet =
        entities
            + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&file;&b;</t></is></c>"
            + "</row></sheetData></worksheet>";
    refuses(
        releases.file(
            releases.isolationPoint,
            path(),
            changed("xl/worksheets/sheet1.xml", sheet.getBytes(StandardCharsets.UTF_8))),
        400,
        "malformed-form");
    String strings =
        entities
            + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<si><t>&file;</t></si></sst>";
    refuses(
        releases.file(
            releases.isolationPoint,
            path(),
            changed("xl/sharedStrings.xml", strings.getBytes(StandardCharsets.UTF_8))),
        400,
        "malformed-form");
  }

  /** A form with another part in the place of one, or beside the others. */
  private static byte[] changed(String part, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out);
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(xlsx(List.of(row(1)))))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().equals(part)) {
          zip.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(zip);
        }
      }
      zip.putNextEntry(new ZipEntry(part));
      zip.write(requireNonNull(content));
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  @Test
  void aScanIsWhatItsBytesSayAndNotWhatItIsCalled() {
    byte[] form = json(List.of(row(1)));
    for (String text : List.of("", "%PDF-1.4 without an end", "MZ%PDF-1.4 %%EOF", "<svg/>%%EOF")) {
      Answer answer =
          releases.file(
              releases.isolationPoint,
              path(),
              form,
              text.getBytes(StandardCharsets.US_ASCII),
              "list.json");
      refuses(answer, 400, "malformed-form");
      assertThat(answer.json().getString("detail")).contains("scan: PDF, JPEG or PNG");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "C:\\list.json", "/list.json", "a/b.json", "..", "a\u0000b"})
  void aNameThatIsAPathIsRefused(String name) {
    Answer answer =
        releases.file(releases.isolationPoint, path(), json(List.of(row(1))), SCAN, name);
    refuses(answer, 400, "malformed-form");
    assertThat(answer.json().getString("detail")).doesNotContain("passwd");
  }

  @Test
  void partsThatAreMissingTwiceOrUnwantedAreRefused() {
    byte[] form = json(List.of(row(1)));
    for (List<String> names :
        List.of(
            List.of("form"),
            List.of("form", "form"),
            List.of("form", "scan", "scan"),
            List.of("form", "scan", "more"))) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      names.forEach(name -> Releases.part(body, name, "x", name.equals("form") ? form : SCAN));
      body.writeBytes("--limit--\r\n".getBytes(StandardCharsets.US_ASCII));
      refuses(
          releases.multipart(releases.isolationPoint, path(), body.toByteArray()),
          400,
          "malformed-form");
    }
    refuses(
        releases.multipart(
            releases.isolationPoint, path(), "--limit\r\n".getBytes(StandardCharsets.US_ASCII)),
        400,
        "malformed-form");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() {
    String path = path();
    Answer answer =
        releases.casework.send(
            "POST",
            path,
            releases
                .casework
                .request(releases.isolationPoint, path)
                .header("content-type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofByteArray(new byte[26 << 20])));
    refuses(answer, 413, "too-large");
    refuses(
        releases.file(
            releases.isolationPoint, path(), json(List.of(row(1))), new byte[9 << 20], "x"),
        400,
        "malformed-form");
  }
}
