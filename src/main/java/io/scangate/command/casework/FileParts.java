package io.scangate.command.casework;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Files as a body of {@code multipart/form-data} (RFC 7578), read while it is sent. Their own names
 * stay here: they say nothing to whoever receives them. Immutable.
 */
record FileParts(String type, BodyPublisher body) {
  /**
   * Parts by their names.
   *
   * @throws FileNotFoundException where one is not there, or cannot be read
   */
  static FileParts of(Map<String, Path> files) throws FileNotFoundException {
    String boundary = "scangate-" + UUID.randomUUID();
    List<BodyPublisher> parts = new ArrayList<>();
    for (Map.Entry<String, Path> part : files.entrySet()) {
      parts.add(BodyPublishers.ofString(head(boundary, part.getKey())));
      parts.add(BodyPublishers.ofFile(part.getValue()));
      parts.add(BodyPublishers.ofString("\r\n"));
    }
    parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return new FileParts(
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
  }

  private static String head(String boundary, String name) {
    return String.join(
        "\r\n",
        "--" + boundary,
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(name, name),
        "Content-Type: application/octet-stream",
        "",
        "");
  }
}
