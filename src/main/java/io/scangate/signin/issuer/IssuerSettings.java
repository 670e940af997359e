package io.scangate.signin.issuer;

import java.net.URI;
import java.time.Duration;

/**
 * How the embedded issuer works. Immutable.
 *
 * @param url its name, which is {@code iss} in its tokens, and where it is reached; without a path
 * @param lifetime how long its tokens are good
 * @param failuresOfAddress how many wrong secrets one address may send within the period
 * @param failuresOfClient how many may be sent under one client's name
 * @param failurePeriod the period
 */
public record IssuerSettings(
    URI url,
    Duration lifetime,
    int failuresOfAddress,
    int failuresOfClient,
    Duration failurePeriod) {

  /** Refuses an address with a path, and numbers that are not positive. */
  public IssuerSettings {
    boolean bare =
        url.getHost() != null
            && url.getRawPath().isEmpty()
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && url.getRawUserInfo() == null;
    if (!bare) {
      throw new IllegalArgumentException("an issuer's URL is scheme://host:port without a path");
    }
    if (lifetime.toSeconds() < 1 || failurePeriod.toMillis() < 1) {
      throw new IllegalArgumentException("a lifetime is at least a second, a period positive");
    }
    if (failuresOfAddress < 1 || failuresOfClient < 1) {
      throw new IllegalArgumentException("a bound is below 1");
    }
  }

  /** The defaults: tokens of an hour, 30 failures a minute from an address, 10 of a client. */
  public static IssuerSettings of(URI url) {
    return new IssuerSettings(url, Duration.ofHours(1), 30, 10, Duration.ofMinutes(1));
  }

  /** The same with tokens that last so long. */
  public IssuerSettings lasting(Duration other) {
    return new IssuerSettings(url, other, failuresOfAddress, failuresOfClient, failurePeriod);
  }
}
