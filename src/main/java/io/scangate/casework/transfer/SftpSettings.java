package io.scangate.casework.transfer;

import io.scangate.config.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Where the municipality takes files by SFTP. Keys are of ECDSA or RSA: the library reads Ed25519
 * only with another one beside it. Immutable.
 *
 * @param key the file of our private key, as {@code ssh-keygen} writes it, without a passphrase
 * @param hostKey the file of the server's public key, a line as in {@code ssh_host_ecdsa_key.pub}
 * @param directory at the server
 */
public record SftpSettings(
    String host, int port, String user, Path key, Path hostKey, String directory) {
  private static final int PORT = 22;
  private static final int MOST_PORT = 65_535;

  static SftpSettings read(Mapping section) {
    Mapping map = section.allowing("host", "port", "user", "key", "host-key", "directory");
    return new SftpSettings(
        map.scalar("host").word(),
        map.optional("port").map(it -> (int) it.scalar().integer(1, MOST_PORT)).orElse(PORT),
        map.scalar("user").word(),
        Path.of(map.scalar("key").word()),
        Path.of(map.scalar("host-key").word()),
        map.optional("directory").map(it -> it.scalar().word()).orElse("."));
  }

  /** The key by which the server is known. */
  PublicKey serverKey() throws IOException {
    try {
      return PublicKeyEntry.parsePublicKeyEntry(Files.readString(hostKey).strip())
          .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(hostKey + " is no public key of an SSH server, of ECDSA or RSA", e);
    }
  }

  /** The keys by which the server knows us. */
  List<KeyPair> ownKeys() throws IOException {
    List<KeyPair> keys = new ArrayList<>();
    try (InputStream in = Files.newInputStream(key)) {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(key.toString()), in, null);
      if (found != null) {
        found.forEach(keys::add);
      }
    } catch (GeneralSecurityException e) {
      // As a cause it might tell what stands in the file.
      throw unreadable();
    }
    if (keys.isEmpty()) {
      throw unreadable();
    }
    return keys;
  }

  private IOException unreadable() {
    return new IOException(
        key + " is no private key of SSH, of ECDSA or RSA, without a passphrase");
  }
}
