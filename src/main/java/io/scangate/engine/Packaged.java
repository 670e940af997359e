package io.scangate.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Files that come with the program. */
final class Packaged {
  private static final String SWAGGER_UI = "org.webjars/swagger-ui";

  private Packaged() {}

  /** A document of {@code src/docs/openapi}. */
  static byte[] document(String name) {
    return bytes("/io/scangate/engine/openapi/" + name);
  }

  /** A file of the page that shows the documents, ours. */
  static byte[] page(String name) {
    return bytes("/io/scangate/engine/page/" + name);
  }

  /** A file of Swagger UI, of the one version that the program comes with. */
  static byte[] swaggerUi(String name) {
    Properties about = new Properties();
    try (InputStream in = open("/META-INF/maven/" + SWAGGER_UI + "/pom.properties")) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes(
        "/META-INF/resources/webjars/swagger-ui/" + about.getProperty("version") + "/" + name);
  }

  private static byte[] bytes(String path) {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = Packaged.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException(path + " is not in the program");
    }
    return in;
  }
}
