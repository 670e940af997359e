package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.release.ReleaseWork;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** People in isolation, and the forms by which they are released. Confined to the test. */
final class Releases implements AutoCloseable {
  static final String CENTRALIZED =
      "/v1/centralized-releases?division=" + TestCasework.COMMUNITY + "&document=";
  static final String HOME = "/v1/home-releases?division=" + TestCasework.COMMUNITY + "&document=";
  static final byte[] SCAN = "%PDF-1.4\nstamped\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
  static final List<String> HEADINGS =
      List.of("name", "documentType", "documentNumber", "isolatedOn", "releasedOn");

  final TestLedger test = new TestLedger(Instant.parse("2022-03-20T08:00:00Z"));
  final TestCasework casework;
  final String community;
  final String isolationPoint;
  final String town;
  final String district;
  private ReleaseWork work;

  Releases(Path directory) throws Exception {
    casework = new TestCasework(test, directory);
    work = new ReleaseWork(casework.parts);
    community = casework.token(Role.COMMUNITY);
    isolationPoint = casework.token(Role.ISOLATION_POINT);
    town = casework.token(Role.TOWN_COMMAND);
    district = casework.token(Role.DISTRICT_COMMAND);
  }

  @Override
  public void close() {
    casework.close();
    test.close();
  }

  /** Somebody who lives where the staff of the tests act, with a document of that number. */
  PersonRef registered(int number) {
    Answer answer =
        casework.post(
            community,
            "/v1/counter/registrations",
            Forms.registration("人" + number, Forms.passport(passport(number))));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return PersonRef.of(answer.json().getString("person"));
  }

  /** Somebody named by contact tracing, so many days ago, with a negative sample of yesterday. */
  PersonRef isolated(int number, ContactKind kind, int daysAgo) {
    PersonRef person = registered(number);
    Instant now = test.instant();
    Instant then = now.minus(Duration.ofDays(daysAgo));
    learn(person, new Fact.Contact(now, then, kind));
    negative(person, now.minus(Duration.ofDays(1)));
    return person;
  }

  void negative(PersonRef person, Instant sampled) {
    learn(person, new Fact.Test(test.instant(), sampled, sampled, TestResult.NEGATIVE));
  }

  void learn(PersonRef person, Fact fact) {
    try {
      var _ = casework.engine.record(List.of(test.report(person, fact))).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String passport(int number) {
    return "E%08d".formatted(number);
  }

  /** What a form says of that person. */
  static List<String> row(int number) {
    return List.of("人" + number, "passport", passport(number), "2022-03-05", "2022-03-20");
  }

  static byte[] json(List<List<String>> rows) {
    JsonArray list = new JsonArray();
    for (List<String> row : rows) {
      JsonObject one = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        one.put(HEADINGS.get(i), row.get(i));
      }
      list.add(one);
    }
    return new JsonObject().put("rows", list).toBuffer().getBytes();
  }

  static byte[] csv(List<List<String>> rows) {
    StringBuilder text = new StringBuilder(String.join(",", HEADINGS)).append("\r\n");
    for (List<String> row : rows) {
      text.append('"').append(String.join("\",\"", row)).append("\"\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] xlsx(List<List<String>> rows) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      XSSFSheet sheet = workbook.createSheet();
      write(sheet.createRow(0), HEADINGS);
      for (int i = 0; i < rows.size(); i++) {
        write(sheet.createRow(i + 1), rows.get(i));
      }
      return bytes(workbook);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(XSSFWorkbook workbook) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbook.write(out);
    return out.toByteArray();
  }

  private static void write(XSSFRow row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      row.createCell(i).setCellValue(cells.get(i));
    }
  }

  Answer file(String token, String path, byte[] form) {
    return file(token, path, form, SCAN, "list.json");
  }

  Answer file(String token, String path, byte[] form, byte[] scan, String name) {
    // What was learned before lies in the past.
    test.passes(Duration.ofSeconds(1));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "form", name, form);
    part(body, "scan", "scan.pdf", scan);
    body.writeBytes("--limit--\r\n".getBytes(StandardCharsets.US_ASCII));
    return multipart(token, path, body.toByteArray());
  }

  Answer multipart(String token, String path, byte[] body) {
    return casework.send(
        "POST",
        path,
        casework
            .request(token, path)
            .header("content-type", "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  static void part(ByteArrayOutputStream body, String name, String file, byte[] bytes) {
    String head =
        "--limit\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
            .formatted(name, file);
    body.writeBytes(
        (head + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Files a form that is taken; the number of its list. */
  long filed(String token, String path, byte[] form) {
    Answer answer = file(token, path, form);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201);
    return answer.json().getLong("number");
  }

  /** Does all the work there is. */
  void work() {
    while (work.go().isZero()) {
      // Until it rests.
    }
  }

  /** One stretch of the work. */
  void stretch() {
    var _ = work.go();
  }

  /** The engine ends, and another one begins. */
  void restart() {
    work = new ReleaseWork(casework.parts);
  }

  JsonObject list(long number) {
    Answer answer = casework.get(casework.token(Role.AUDITOR), "/v1/releases/" + number);
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
    return answer.json();
  }

  String state(long number) {
    return list(number).getString("state");
  }

  Answer step(String token, long list, String step) {
    String path = "/v1/releases/" + list + "/" + step;
    return casework.send("POST", path, casework.request(token, path).POST(BodyPublishers.noBody()));
  }

  Answer withdraw(String token, long list) {
    return casework.post(
        token, "/v1/releases/" + list + "/withdrawal", new JsonObject().put("reason", "a mistake"));
  }

  Answer review(String token, long list, String step, boolean granted) {
    return casework.post(
        token,
        "/v1/releases/" + list + "/" + step,
        new JsonObject().put("granted", granted).put("note", "meeting 3"));
  }

  Answer rejected(String token, long list) {
    return casework.get(token, "/v1/releases/" + list + "/rejected?purpose=correcting");
  }

  Colour colour(PersonRef person) {
    return casework.code(person).orElseThrow().colour();
  }

  static void refuses(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
  }
}
