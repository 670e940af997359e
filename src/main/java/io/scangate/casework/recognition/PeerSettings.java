package io.scangate.casework.recognition;

import io.scangate.health.Division;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * With which cities there is mutual recognition. Immutable.
 *
 * @param peers by their four digits
 * @param refresh how often the colour of a recognized code is asked for
 */
public record PeerSettings(Map<Division, Peer> peers, Duration refresh) {
  /** With nobody. */
  public static final PeerSettings NONE = new PeerSettings(Map.of(), Duration.ofMinutes(10));

  public PeerSettings {
    peers = Map.copyOf(peers);
  }

  /**
   * Where another city is spoken to.
   *
   * @param url of its engine: {@code https}, or {@code http} on this host
   * @param trust PEM file of the authorities that sign its certificate; absent: the JDK's
   */
  public record Peer(URI url, Optional<Path> trust) {
    public Peer {
      String host = String.valueOf(url.getHost());
      boolean loopback =
          host.equals("localhost") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
      if (url.getHost() == null
          || url.getUserInfo() != null
          || !("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && loopback))) {
        throw new IllegalArgumentException(
            "another city is spoken to at https://HOST, or at http://127.0.0.1:PORT");
      }
    }
  }

  /** Whether there is mutual recognition with a city. */
  public boolean has(Division city) {
    return peers.containsKey(city);
  }
}
