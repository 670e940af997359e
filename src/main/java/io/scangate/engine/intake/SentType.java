package io.scangate.engine.intake;

import io.scangate.engine.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/** In what form a request brings its body. */
final class SentType {
  static final String JSON = "application/json";
  static final String LINES = "application/x-ndjson";

  private SentType() {}

  /** The content type without its parameters, in lower case. */
  static String of(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** What is answered where the body is packed. */
  static Optional<Problem> ofEncoding(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
        ? Optional.empty()
        : Optional.of(wrong("The body is taken as it is: send no Content-Encoding."));
  }

  /** What is answered to another form. */
  static Problem wrong(String detail) {
    return Problem.of(415, "wrong-type", "The content type is not taken here", detail);
  }
}
