package io.scangate.gateway.scanlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * One file of the spool: blocks, each encrypted, in the order in which they are delivered. Confined
 * to one thread at a time.
 *
 * <p>All numbers big-endian:
 *
 * <pre>
 * offset  bytes
 *  0      8   magic, "SGSPOOL1"
 *  8      8   offset of the first block that was not delivered yet
 *  16         blocks, each:
 *             4   length n of what follows
 *             12  nonce
 *             n-12  AES-256-GCM ciphertext and tag; additional data: name of the file, offset
 * </pre>
 *
 * <p>Nothing is forced to the disk: a killed process loses nothing, a machine that loses its power
 * may lose the last seconds. A block whose writing was cut off ends the file.
 */
final class SpoolSegment implements AutoCloseable {
  /** A file is closed to new blocks when it has this size. */
  static final long FULL = 4L * 1024 * 1024;

  private static final long MAGIC = 0x53_47_53_50_4f_4f_4c_31L;
  private static final int HEADER = 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final Path file;
  private final FileChannel channel;
  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();
  private long readAt;
  private long end;

  private SpoolSegment(Path file, FileChannel channel, SecretKey key, long readAt, long end) {
    this.file = file;
    this.channel = channel;
    this.key = key;
    this.readAt = readAt;
    this.end = end;
  }

  /** Makes a new, empty file that only its owner can open. */
  static SpoolSegment create(Path file, SecretKey key) throws IOException {
    FileChannel channel = PrivateFiles.create(file);
    SpoolSegment segment = new SpoolSegment(file, channel, key, HEADER, HEADER);
    segment.writeAt(0, ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(HEADER).flip());
    return segment;
  }

  /** Opens a file that was left over; it is only read. A file that is none of ours has nothing. */
  static SpoolSegment open(Path file, SecretKey key) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long size = channel.size();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    boolean ours = readFully(channel, 0, header) && header.flip().getLong() == MAGIC;
    long readAt = ours ? Math.clamp(header.getLong(), HEADER, size) : size;
    return new SpoolSegment(file, channel, key, readAt, size);
  }

  /** The file's size in bytes. */
  long size() {
    return end;
  }

  /** How many bytes a block takes in the file. */
  static long sizeOf(byte[] block) {
    return 4L + NONCE + block.length + TAG;
  }

  void append(byte[] block) throws IOException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, block, 0, block.length, end);
    ByteBuffer chunk =
        ByteBuffer.allocate(4 + NONCE + sealed.length)
            .putInt(NONCE + sealed.length)
            .put(nonce)
            .put(sealed)
            .flip();
    int length = chunk.remaining();
    writeAt(end, chunk);
    end += length;
  }

  /** The oldest block that was not delivered; empty when there is none that can be read. */
  Optional<byte[]> peek() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4);
    if (!readFully(channel, readAt, length)) {
      return Optional.empty();
    }
    int n = length.flip().getInt();
    if (n < NONCE + TAG || n > end - readAt - 4) {
      return Optional.empty();
    }
    ByteBuffer chunk = ByteBuffer.allocate(n);
    if (!readFully(channel, readAt + 4, chunk)) {
      return Optional.empty();
    }
    byte[] bytes = chunk.array();
    byte[] nonce = new byte[NONCE];
    System.arraycopy(bytes, 0, nonce, 0, NONCE);
    try {
      return Optional.of(crypt(Cipher.DECRYPT_MODE, nonce, bytes, NONCE, n - NONCE, readAt));
    } catch (IOException notOurs) {
      return Optional.empty();
    }
  }

  /** The block that {@link #peek} showed was delivered. */
  void advance() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4);
    if (readFully(channel, readAt, length)) {
      readAt += 4L + length.flip().getInt();
      writeAt(8, ByteBuffer.allocate(8).putLong(readAt).flip());
    }
  }

  /** Whether a whole block follows that cannot be opened: it was changed, or the key is another. */
  boolean isSealedByOthers() throws IOException {
    ByteBuffer length = ByteBuffer.allocate(4);
    if (!readFully(channel, readAt, length)) {
      return false;
    }
    int n = length.flip().getInt();
    return n >= NONCE + TAG && n <= end - readAt - 4 && peek().isEmpty();
  }

  /** Closes the file and renames it, so that nobody reads it again and an operator can look. */
  void setAside() throws IOException {
    channel.close();
    Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
  }

  /** Closes and deletes the file. */
  void delete() throws IOException {
    channel.close();
    Files.delete(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] bytes, int from, int length, long offset)
      throws IOException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
      cipher.updateAAD((file.getFileName() + "@" + offset).getBytes(UTF_8));
      return cipher.doFinal(bytes, from, length);
    } catch (GeneralSecurityException e) {
      throw new IOException("a block of the spool cannot be sealed or opened", e);
    }
  }

  private void writeAt(long offset, ByteBuffer bytes) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static boolean readFully(FileChannel channel, long offset, ByteBuffer into)
      throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}
