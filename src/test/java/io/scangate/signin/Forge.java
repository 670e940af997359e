package io.scangate.signin;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key pair of an issuer and what can be signed with it, rightly and wrongly, by the JDK alone.
 * Immutable.
 *
 * @param kid its name
 * @param algorithm as in a token
 */
record Forge(String kid, String algorithm, KeyPair pair) {
  static Forge rsa(String kid, int bits) {
    return new Forge(kid, "RS256", generate("RSA", bits));
  }

  static Forge p256(String kid) {
    return new Forge(kid, "ES256", generate("EC", 256));
  }

  static Forge ed25519(String kid) {
    return new Forge(kid, "EdDSA", generate("Ed25519", 255));
  }

  private static KeyPair generate(String name, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The header of an honest token. */
  JsonObject header() {
    return new JsonObject().put("alg", algorithm).put("kid", kid).put("typ", "at+jwt");
  }

  /** A token with this key's own header. */
  String token(JsonObject claims) {
    return token(header(), claims.encode());
  }

  /** A token with that header and payload, signed with this key whatever the header says. */
  String token(JsonObject header, String payload) {
    String input = encode(bytes(header.encode())) + "." + encode(bytes(payload));
    return input + "." + encode(sign(bytes(input)));
  }

  /** A token whose MAC is keyed with the public key: the confusion of old. */
  String hmacWithPublicKey(JsonObject claims, byte[] secret) {
    String input =
        encode(bytes(header().put("alg", "HS256").encode())) + "." + encode(bytes(claims.encode()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + encode(mac.doFinal(bytes(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sign(byte[] input) {
    String name =
        switch (algorithm) {
          case "RS256" -> "SHA256withRSA";
          case "ES256" -> "SHA256withECDSAinP1363Format";
          default -> "Ed25519";
        };
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key as its issuer publishes it. */
  JsonObject jwk() {
    JWK jwk =
        switch (pair.getPublic()) {
          case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(kid).build();
          case ECPublicKey ec -> new ECKey.Builder(Curve.P_256, ec).keyID(kid).build();
          default -> new OctetKeyPair.Builder(Curve.Ed25519, x()).keyID(kid).build();
        };
    return new JsonObject(jwk.toJSONString());
  }

  private Base64URL x() {
    byte[] encoded = pair.getPublic().getEncoded();
    return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  /** The document of an issuer with these keys. */
  static String jwks(Forge... forges) {
    return jwks(Stream.of(forges).map(Forge::jwk).toArray(JsonObject[]::new));
  }

  static String jwks(JsonObject... keys) {
    return new JsonObject().put("keys", new JsonArray(Arrays.asList(keys))).encode();
  }

  static KeySet keys(String document) {
    return switch (KeySet.read(bytes(document), Optional.empty())) {
      case KeySet.Reading.Read(var keys) -> keys;
      case KeySet.Reading.Unreadable(var why) -> throw new AssertionError(why);
    };
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
