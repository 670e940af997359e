package io.scangate.casework.notices;

import java.net.URI;
import javax.crypto.SecretKey;

/**
 * Where notices are posted. Immutable; prints no key.
 *
 * @param url the one address that is ever called
 * @param key by which whoever receives a notice knows that it is ours
 */
public record WebhookSettings(URI url, SecretKey key) {
  @Override
  public String toString() {
    return "WebhookSettings[" + url.getHost() + "]";
  }
}
