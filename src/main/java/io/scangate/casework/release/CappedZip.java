package io.scangate.casework.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a spreadsheet, unpacked as they are read and never as a whole: what unpacks to more
 * than a form can be ends there. Confined.
 */
final class CappedZip implements ZipEntrySource {
  /** What all parts of a form unpack to at most. */
  static final long MOST_BYTES = 96L << 20;

  private static final int MOST_PARTS = 256;

  private final ZipFile zip;
  private boolean closed;

  private CappedZip(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens it, once everything was unpacked and found to be small enough: what the directory of an
   * archive says of sizes is its maker's word.
   */
  static CappedZip open(byte[] form) throws MalformedForm {
    CappedZip zip;
    try {
      zip =
          new CappedZip(
              ZipFile.builder()
                  .setSeekableByteChannel(new SeekableInMemoryByteChannel(form))
                  .get());
    } catch (IOException e) {
      throw new MalformedForm("it is no spreadsheet");
    }
    try {
      zip.requireSmall();
      return zip;
    } catch (MalformedForm e) {
      zip.close();
      throw e;
    }
  }

  private void requireSmall() throws MalformedForm {
    long bytes = 0;
    int parts = 0;
    byte[] unpacked = new byte[1 << 16];
    for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
      parts++;
      String name = part.getName();
      if (parts > MOST_PARTS
          || name.contains("..")
          || name.contains("\\")
          || name.startsWith("/")) {
        throw new MalformedForm("its parts are none of a spreadsheet");
      }
      try (InputStream in = zip.getInputStream(part)) {
        for (int read = in.read(unpacked); read >= 0; read = in.read(unpacked)) {
          bytes += read;
          if (bytes > MOST_BYTES) {
            throw new MalformedForm("it unpacks to more than " + MOST_BYTES + " bytes");
          }
        }
      } catch (IOException e) {
        throw new MalformedForm("it cannot be unpacked");
      }
    }
  }

  @Override
  public Enumeration<? extends ZipArchiveEntry> getEntries() {
    return zip.getEntries();
  }

  @Override
  public @Nullable ZipArchiveEntry getEntry(String path) {
    return zip.getEntry(path);
  }

  @Override
  public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
    return new Capped(zip.getInputStream(entry));
  }

  @Override
  public void close() {
    closed = true;
    try {
      zip.close();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be closed", e);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** So that nobody reads further than was looked. */
  private static final class Capped extends FilterInputStream {
    private long left = MOST_BYTES;

    Capped(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count(read);
      return read;
    }

    private void count(int read) throws IOException {
      left -= Math.max(read, 0);
      if (left < 0) {
        throw new IOException("a part of a spreadsheet is too large");
      }
    }
  }
}
