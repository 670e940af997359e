package io.scangate.casework.recognition;

import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.MessageCheck;
import io.scangate.credential.PeerMessage;
import io.scangate.credential.SignedMessage;
import io.scangate.health.Division;
import io.scangate.ledger.PeerKeyDesk;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Speaks to other cities: a signed message there, a signed answer back, over HTTPS. Shared; to be
 * called on a virtual thread.
 */
public final class PeerLine implements AutoCloseable {
  /** Where messages go, at either city. */
  static final String MESSAGES = "/v1/peers/messages";

  static final String TYPE = "application/cose";

  /** How far the clocks of two cities may differ. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What came of saying something. */
  sealed interface Said {
    /** The other city has answered. */
    record Answered(String kind, String id, JsonObject body) implements Said {}

    /** It has not, or nobody knows that it was that city. */
    record Away(String why) implements Said {}
  }

  private final Division city;
  private final PeerSettings settings;
  private final PeerSigning signing;
  private final PeerKeyDesk keys;
  private final CryptoSuite crypto;
  private final InstantSource clock;
  private final Map<Division, HttpClient> clients = new HashMap<>();

  /**
   * A line to every city that is set.
   *
   * @param city our own
   * @throws IOException where a file of authorities cannot be used; the message says why
   */
  public PeerLine(
      Division city,
      PeerSettings settings,
      PeerSigning signing,
      PeerKeyDesk keys,
      CryptoSuite crypto,
      InstantSource clock)
      throws IOException {
    this.city = city;
    this.settings = settings;
    this.signing = signing;
    this.keys = keys;
    this.crypto = crypto;
    this.clock = clock;
    for (Map.Entry<Division, Peer> peer : settings.peers().entrySet()) {
      clients.put(peer.getKey(), client(peer.getValue()));
    }
  }

  /** No redirect is followed: whoever may redirect could send people's documents elsewhere. */
  private static HttpClient client(Peer peer) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE);
    if (peer.trust().isPresent()) {
      builder.sslContext(trusting(peer.trust().get()));
    }
    return builder.build();
  }

  private static SSLContext trusting(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + " is no PEM file of certificates: " + e.getMessage(), e);
    }
  }

  /** Says something, and waits for the answer for a few seconds. */
  Said say(Division to, String kind, String id, JsonObject body) {
    Peer peer = settings.peers().get(to);
    HttpClient client = clients.get(to);
    if (peer == null || client == null) {
      return new Said.Away("there is no mutual recognition with " + to.code());
    }
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    byte[] signed = signing.sign(new PeerMessage(kind, id, city, to, now, body.encode()));
    HttpRequest request =
        HttpRequest.newBuilder(peer.url().resolve(MESSAGES))
            .timeout(PATIENCE)
            .header("content-type", TYPE)
            .POST(BodyPublishers.ofByteArray(signed))
            .build();
    HttpResponse<byte[]> response;
    try {
      response =
          Future.fromCompletionStage(
                  client.sendAsync(
                      request,
                      BodyHandlers.limiting(BodyHandlers.ofByteArray(), SignedMessage.MOST_BYTES)))
              .await();
      // It throws what the answer failed with, which may be a checked exception.
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Said.Away(to.code() + " cannot be reached");
    }
    return response.statusCode() == 200
        ? answer(to, id, response.body())
        : new Said.Away(to.code() + " answers " + response.statusCode());
  }

  private Said answer(Division to, String id, byte[] bytes) {
    if (SignedMessage.verify(bytes, keys.ofMessages(), crypto)
            instanceof MessageCheck.Verified(var message)
        && message.from().equals(to)
        && message.to().equals(city)
        && message.id().equals(id)
        && isOfNow(message.at(), clock.instant())) {
      try {
        return new Said.Answered(message.kind(), id, new JsonObject(message.body()));
      } catch (DecodeException e) {
        return new Said.Away(to.code() + " answers nothing that can be read");
      }
    }
    return new Said.Away("the answer of " + to.code() + " is not signed by a key trusted here");
  }

  /** Whether a message is not an old one, said again by somebody else. */
  static boolean isOfNow(Instant at, Instant now) {
    return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
  }

  @Override
  public void close() {
    clients.values().forEach(HttpClient::shutdownNow);
  }
}
