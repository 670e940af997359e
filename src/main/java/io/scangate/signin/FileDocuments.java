package io.scangate.signin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key set in a file of this host. */
final class FileDocuments implements KeyDocuments {
  private final Vertx vertx;
  private final Path path;

  FileDocuments(Vertx vertx, Path path) {
    this.vertx = vertx;
    this.path = path;
  }

  @Override
  public Future<Fetched> fetch() {
    return vertx.executeBlocking(this::read, false);
  }

  private Fetched read() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? new Fetched.TooLarge()
          : new Fetched.Document(Buffer.buffer(bytes));
    } catch (IOException e) {
      return new Fetched.Unreachable(e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
