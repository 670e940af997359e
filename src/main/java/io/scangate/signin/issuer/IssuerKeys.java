package io.scangate.signin.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * The issuer's keys for ES256: one that signs, and the one before it, whose tokens may still be
 * good. Immutable.
 *
 * @param current what signs
 * @param previous what signed before
 */
record IssuerKeys(ECKey current, Optional<ECKey> previous) {

  /** A first key. */
  static IssuerKeys fresh(Instant now) {
    return new IssuerKeys(generate(now), Optional.empty());
  }

  /** A new key in the place of the current one; the previous one is forgotten. */
  IssuerKeys rotated(Instant now) {
    return new IssuerKeys(generate(now), Optional.of(current));
  }

  /** Since when the current key signs. */
  Instant since() {
    return Optional.ofNullable(current.getIssueTime()).map(Date::toInstant).orElse(Instant.EPOCH);
  }

  private static ECKey generate(Instant now) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private JWKSet set() {
    List<JWK> keys = new ArrayList<>();
    keys.add(current);
    previous.ifPresent(keys::add);
    return new JWKSet(keys);
  }

  /** What everybody may read: the public halves. */
  String publicText() {
    return set().toString(true);
  }

  /** What the private file holds, the current key first. */
  String privateText() {
    return set().toString(false);
  }

  /**
   * Reads the private file.
   *
   * @throws IllegalArgumentException that does not repeat what stands there
   */
  static IssuerKeys read(String text) {
    List<ECKey> keys = new ArrayList<>();
    try {
      for (JWK key : JWKSet.parse(text).getKeys()) {
        if (key instanceof ECKey ec && ec.isPrivate() && Curve.P_256.equals(ec.getCurve())) {
          keys.add(ec);
        }
      }
    } catch (ParseException e) {
      // Refused below; the exception would tell the text.
    }
    if (keys.isEmpty() || keys.size() > 2) {
      throw new IllegalArgumentException(
          "a key set with one or two private keys on P-256 is wanted");
    }
    return new IssuerKeys(
        keys.getFirst(), keys.size() == 2 ? Optional.of(keys.get(1)) : Optional.empty());
  }

  @Override
  public String toString() {
    return "IssuerKeys[" + current.getKeyID() + "]";
  }
}
