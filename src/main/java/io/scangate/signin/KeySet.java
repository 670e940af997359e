package io.scangate.signin;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that an issuer publishes (JWKS, RFC 7517), as far as they can be used. A snapshot:
 * immutable, swapped as a whole.
 */
public final class KeySet {
  /** A document with more keys is refused. */
  static final int MOST_KEYS = 64;

  /** A key by its name and kind: an issuer may use one name for keys of several kinds. */
  private record Name(String kid, KeyFamily family) {}

  /** What a document was found to be. */
  public sealed interface Reading {
    /** A key set with a key at least. */
    record Read(KeySet keys) implements Reading {}

    /**
     * Nothing that can be used.
     *
     * @param why in the operator's words
     */
    record Unreadable(String why) implements Reading {}
  }

  private final Map<Name, VerificationKey> keys;

  private KeySet(Map<Name, VerificationKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads a document. Keys that are not for us (of other kinds, for encryption, weak) are passed
   * over, since issuers publish them beside those that are.
   *
   * @param provider what checks signatures; the JDK where absent
   */
  public static Reading read(byte[] document, Optional<Provider> provider) {
    Map<String, Object> json;
    try {
      json = JSONObjectUtils.parse(new String(document, StandardCharsets.UTF_8));
    } catch (ParseException e) {
      return new Reading.Unreadable("it is no JSON object");
    }
    if (!(json.get("keys") instanceof List<?> list)) {
      return new Reading.Unreadable("it has no list 'keys'");
    }
    if (list.size() > MOST_KEYS) {
      return new Reading.Unreadable("it has more than " + MOST_KEYS + " keys");
    }
    Map<Name, VerificationKey> keys = new LinkedHashMap<>();
    for (Object entry : list) {
      Optional<VerificationKey> key = key(entry).flatMap(jwk -> VerificationKey.of(jwk, provider));
      if (key.isPresent()
          && keys.put(new Name(key.get().kid(), key.get().family()), key.get()) != null) {
        return new Reading.Unreadable("two of its keys have one 'kid'");
      }
    }
    return keys.isEmpty()
        ? new Reading.Unreadable("it has no key for RS256, ES256 or EdDSA with a 'kid'")
        : new Reading.Read(new KeySet(keys));
  }

  private static Optional<JWK> key(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    map.forEach((name, value) -> json.put(String.valueOf(name), value));
    try {
      return Optional.of(JWK.parse(json).toPublicJWK());
    } catch (ParseException | RuntimeException e) {
      // One key that cannot be read must not cost the others.
      return Optional.empty();
    }
  }

  Optional<VerificationKey> find(String kid, KeyFamily family) {
    return Optional.ofNullable(keys.get(new Name(kid, family)));
  }

  /** Whether a key of this name is there, of whatever kind. */
  boolean knows(String kid) {
    return keys.keySet().stream().anyMatch(name -> name.kid.equals(kid));
  }

  /** How many keys there are. */
  public int size() {
    return keys.size();
  }

  /** Whether another set has the same keys under the same names. */
  boolean isSameAs(KeySet other) {
    return keys.keySet().equals(other.keys.keySet())
        && keys.entrySet().stream()
            .allMatch(
                entry ->
                    other
                        .find(entry.getKey().kid, entry.getKey().family)
                        .map(VerificationKey::thumbprint)
                        .filter(entry.getValue().thumbprint()::equals)
                        .isPresent());
  }
}
