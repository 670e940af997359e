package io.scangate.casework;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.engine.DocumentExamples;
import io.scangate.engine.DocumentExamples.Body;
import io.scangate.engine.DocumentExamples.Example;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The examples of casework.yaml, sent as they stand there. Confined to a test. */
final class Examples {
  private final TestCasework casework;
  private final DocumentExamples document;

  Examples(TestCasework casework) {
    this.casework = casework;
    this.document = DocumentExamples.of(casework.test.vertx, "casework.yaml");
  }

  /** Sends the example of an operation; the answer is held to the document. */
  Answer send(String operation, String token) {
    Example example = document.of(operation);
    HttpRequest.Builder request = casework.request(token, example.address());
    if (example.bodies().isEmpty()) {
      request.method(example.method(), BodyPublishers.noBody());
    } else {
      Body body = example.bodies().getFirst();
      String type = body.type();
      request
          .header("content-type", type.startsWith("multipart/") ? type + "; boundary=limit" : type)
          .method(example.method(), BodyPublishers.ofByteArray(bytes(body)));
    }
    return casework.send(example.method(), example.address(), request);
  }

  /** Of files the document gives no example. */
  private static byte[] bytes(Body body) {
    return switch (body.type()) {
      case "application/pdf" -> Papers.pdf();
      case "multipart/form-data" -> form();
      default -> body.text().getBytes(StandardCharsets.UTF_8);
    };
  }

  /** The son of 王芳 is released at home. */
  private static byte[] form() {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    List<String> son = List.of("王小明", "passport", "E12345678", "2022-02-21", "2022-03-01");
    Releases.part(form, "form", "list.json", Releases.json(List.of(son)));
    Releases.part(form, "scan", "scan.pdf", Releases.SCAN);
    form.writeBytes("--limit--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }
}
