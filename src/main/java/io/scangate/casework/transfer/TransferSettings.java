package io.scangate.casework.transfer;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;

/**
 * How what districts hand over comes to the municipality. Immutable.
 *
 * @param deadline until when it is there, on the following day in the zone of the policy
 * @param directory into which it goes
 * @param sftp the server to which it goes; of neither, it goes to the data folder
 */
public record TransferSettings(
    LocalTime deadline, Optional<Path> directory, Optional<SftpSettings> sftp) {
  /** Ten o'clock, as the notice says; in the data folder. */
  public static final TransferSettings DEFAULT =
      new TransferSettings(LocalTime.of(10, 0), Optional.empty(), Optional.empty());

  /** Reads the section; refused where both ways are named. */
  public static TransferSettings read(Mapping section) {
    Mapping map = section.allowing("deadline", "directory", "sftp");
    Optional<Node> directory = map.optional("directory");
    Optional<Node> sftp = map.optional("sftp");
    if (directory.isPresent() && sftp.isPresent()) {
      throw map.place().refuse("'directory' or 'sftp' is wanted, and not both");
    }
    return new TransferSettings(
        map.optional("deadline").map(it -> time(it.scalar())).orElse(DEFAULT.deadline()),
        directory.map(it -> Path.of(it.scalar().word())),
        sftp.map(it -> SftpSettings.read(it.mapping())));
  }

  private static LocalTime time(Scalar value) {
    try {
      return LocalTime.parse(value.text());
    } catch (DateTimeException e) {
      throw value.refuse("a time of the day such as \"10:00\"");
    }
  }

  /**
   * The way that is set.
   *
   * @param data the data folder
   * @throws IOException where a key file cannot be read; the message says why
   */
  public Channel channel(Path data) throws IOException {
    return sftp.isPresent()
        ? new SftpChannel(sftp.get())
        : new DirectoryChannel(directory.orElseGet(() -> data.resolve("transfers")));
  }
}
