package io.scangate.casework.transfer;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A directory that the municipality looks into, or that somebody carries there. Shared. */
public final class DirectoryChannel implements Channel {
  private final Path directory;

  /** That directory; it is made where it is missing. */
  public DirectoryChannel(Path directory) {
    this.directory = directory;
  }

  @Override
  public void bring(String name, Buffer file) throws IOException {
    Files.createDirectories(directory);
    Path place = directory.resolve(name);
    byte[] bytes = file.getBytes();
    if (Files.exists(place)) {
      if (!Arrays.equals(Files.readAllBytes(place), bytes)) {
        throw Channel.taken(name);
      }
      return;
    }
    Path growing = directory.resolve(Channel.growing(name));
    try (FileChannel out =
        FileChannel.open(growing, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // On the same disk going on saves nothing, so what was there is written over.
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.truncate(bytes.length).force(true);
    }
    Files.move(growing, place, ATOMIC_MOVE);
  }
}
