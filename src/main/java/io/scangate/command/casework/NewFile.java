package io.scangate.command.casework;

import io.scangate.command.NotDoneException;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --out}: a file that is new, so that no filled form is lost, and its owner's alone. */
final class NewFile {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write; there must be none of that name.")
  private Path file;

  /**
   * Looks before anything is asked for.
   *
   * @throws ParameterException where it cannot be made
   */
  void requireNone(CommandSpec spec) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ParameterException(spec.commandLine(), "--out " + file + " is there already");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "--out " + file + " has no folder");
    }
  }

  /** Writes it. */
  void write(byte[] bytes) {
    try (FileChannel out = PrivateFiles.create(file)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        var _ = out.write(left);
      }
    } catch (IOException e) {
      throw new NotDoneException(
          "%s is not written: %s".formatted(file, e.getClass().getSimpleName()), false);
    }
  }
}
