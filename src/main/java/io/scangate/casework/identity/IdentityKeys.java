package io.scangate.casework.identity;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the installation that the keys of identities stand under, by their numbers: a private
 * file with a line {@code NUMBER BASE64} for each, of 32 bytes. The last one is for what is new.
 * Shared.
 *
 * <p>The file is read again where a number is met that is not known, so that a key that was copied
 * there needs no restart.
 */
public final class IdentityKeys {
  private static final int BYTES = 32;

  /**
   * A key.
   *
   * @param id its number
   */
  record Numbered(int id, SecretKey key) {
    @Override
    public String toString() {
      return "Numbered[" + id + ", ***]";
    }
  }

  private final Path file;
  private volatile NavigableMap<Integer, SecretKey> keys;

  private IdentityKeys(Path file, NavigableMap<Integer, SecretKey> keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * Opens the file; the first key is drawn where there is none.
   *
   * @throws IOException where it cannot be used; the message says why
   */
  public static IdentityKeys open(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        PrivateFiles.directory(folder);
      }
      IdentityKeys fresh = new IdentityKeys(file, new TreeMap<>());
      var _ = fresh.draw();
      return fresh;
    }
    return new IdentityKeys(file, read(file));
  }

  private static NavigableMap<Integer, SecretKey> read(Path file) throws IOException {
    NavigableMap<Integer, SecretKey> keys = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,8}")) {
        throw unreadable(file);
      }
      try {
        byte[] key = Base64.getDecoder().decode(parts[1]);
        if (key.length != BYTES
            || keys.put(Integer.valueOf(parts[0]), new SecretKeySpec(key, "AES")) != null) {
          throw unreadable(file);
        }
      } catch (IllegalArgumentException e) {
        // As a cause it would tell the text.
        throw unreadable(file);
      }
    }
    if (keys.isEmpty()) {
      throw unreadable(file);
    }
    return keys;
  }

  private static IOException unreadable(Path file) {
    return new IOException(
        file + " is no file of identity keys: a number and 32 bytes in Base64 a line are wanted");
  }

  /** For what is new. */
  Numbered current() {
    Map.Entry<Integer, SecretKey> last = keys.lastEntry();
    return new Numbered(last.getKey(), last.getValue());
  }

  /** The number of the key for what is new. */
  public int currentId() {
    return keys.lastKey();
  }

  /** A key by its number; the file is read again where it is not known. */
  Optional<Numbered> find(int id) {
    if (!keys.containsKey(id)) {
      try {
        keys = read(file);
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(keys.get(id)).map(key -> new Numbered(id, key));
  }

  /** Whether there is a key of that number. */
  public boolean knows(int id) {
    return find(id).isPresent();
  }

  /**
   * Draws a key and puts it behind the others.
   *
   * @return its number
   */
  public synchronized int draw() throws IOException {
    NavigableMap<Integer, SecretKey> more = new TreeMap<>(keys);
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    int id = more.isEmpty() ? 1 : more.lastKey() + 1;
    more.put(id, new SecretKeySpec(secret, "AES"));
    replace(more);
    return id;
  }

  /** Destroys every key but the last one. */
  public synchronized void forgetOthers() throws IOException {
    replace(new TreeMap<>(Map.of(keys.lastKey(), keys.lastEntry().getValue())));
  }

  private void replace(NavigableMap<Integer, SecretKey> others) throws IOException {
    String text =
        others.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + " "
                        + Base64.getEncoder().encodeToString(entry.getValue().getEncoded())
                        + "\n")
            .collect(Collectors.joining());
    PrivateFiles.write(file, text);
    keys = others;
  }

  @Override
  public String toString() {
    return "IdentityKeys[" + keys.keySet() + "]";
  }
}
