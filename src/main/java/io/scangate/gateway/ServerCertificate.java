package io.scangate.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that this gateway shows, as its files have it. Shared.
 *
 * <p>Whoever renews a certificate writes the files and does nothing more: they are looked at again
 * and again, new connections get the new certificate, and those that are open go on. Files that do
 * not fit together, as while only one of them is written, change nothing.
 */
public final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  /** What stands in the files. */
  private record Held(Buffer certificate, Buffer key, Buffer devices, Instant expires) {}

  private final TlsSettings files;
  private final List<Consumer<ServerSSLOptions>> followers = new CopyOnWriteArrayList<>();
  private volatile Held held;
  private String refused = "";

  private ServerCertificate(TlsSettings files, Held held) {
    this.files = files;
    this.held = held;
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException that says in the operator's words what is wrong with which
   */
  public static ServerCertificate read(TlsSettings files) {
    return new ServerCertificate(files, load(files));
  }

  private static Held load(TlsSettings files) {
    Buffer certificate = bytes(files.certificate());
    Buffer key = bytes(files.key());
    PemPair pair = PemPair.of(files.certificate(), certificate, files.key(), key);
    Buffer devices = Buffer.buffer();
    if (files.devices().isPresent()) {
      devices = bytes(files.devices().get());
      var _ = PemPair.certificates(files.devices().get(), devices);
    }
    return new Held(certificate, key, devices, pair.expires());
  }

  private static Buffer bytes(Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** Looks at the files, which takes a while; a change is told to those who follow. */
  public synchronized void look() {
    Held now;
    try {
      now = load(files);
    } catch (IllegalArgumentException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), "");
      if (!why.equals(refused)) {
        refused = why;
        LOG.warn("the certificate stays as it is: {}", why);
      }
      return;
    }
    refused = "";
    if (!now.equals(held)) {
      held = now;
      LOG.info("a new certificate is shown, valid until {}", now.expires());
      followers.forEach(follower -> follower.accept(options()));
    }
  }

  /** When the certificate that is shown expires. */
  public Instant expires() {
    return held.expires();
  }

  /** Whether scanners must show a certificate of their own. */
  boolean wantsDevices() {
    return files.devices().isPresent();
  }

  /**
   * What a server is configured with. A certificate of the peer is asked for and checked where
   * there are authorities for it; that scanners show one is seen to later, since phones show none.
   */
  ServerSSLOptions options() {
    Held now = held;
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(
        new PemKeyCertOptions().addCertValue(now.certificate()).addKeyValue(now.key()));
    if (wantsDevices()) {
      options
          .setClientAuth(ClientAuth.REQUEST)
          .setTrustOptions(new PemTrustOptions().addCertValue(now.devices()));
    }
    return options;
  }

  /** Tells of every change from now on, on the thread that looks. */
  void follow(Consumer<ServerSSLOptions> follower) {
    followers.add(follower);
  }

  /** Tells no more. */
  void unfollow(Consumer<ServerSSLOptions> follower) {
    followers.remove(follower);
  }
}
