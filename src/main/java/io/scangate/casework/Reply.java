package io.scangate.casework;

import io.scangate.engine.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a request is answered. Immutable. */
public sealed interface Reply {
  /** A JSON object. */
  record Json(int status, JsonObject body) implements Reply {}

  /** That it was done, and no more. */
  record Done() implements Reply {}

  /**
   * A file to be kept.
   *
   * @param type its media type
   * @param name what it is called, of letters, digits, dots and hyphens
   */
  record File(String type, String name, Buffer bytes) implements Reply {
    public File {
      if (!name.matches("[0-9A-Za-z._-]+")) {
        throw new IllegalArgumentException("a file's name is of letters, digits, dots and hyphens");
      }
    }
  }

  /** That it was not done, and why. */
  record Refused(Problem problem) implements Reply {}

  /** An object with status 200. */
  static Reply of(JsonObject body) {
    return new Json(200, body);
  }

  /** An object that tells of something new, with status 201. */
  static Reply created(JsonObject body) {
    return new Json(201, body);
  }

  /** A refusal. */
  static Reply refused(int status, String name, String title, String detail) {
    return new Refused(Problem.of(status, name, title, detail));
  }
}
