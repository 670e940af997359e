package io.scangate;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON Web Tokens (RFC 7519) that say what codes say, for a server that reads no others: {@code
 * iss}, {@code sub} (the reference, 16 hexadecimal digits in clear text), {@code iat}, {@code exp}.
 * Good for an hour. Confined to one thread.
 */
final class JsonTokens {
  /** The file of the secret of HS256: a text, whose characters are the key. */
  static final String SECRET = "jwt.secret";

  /** The file of the public key of ES256. */
  static final String PUBLIC = "jwt.pem";

  private static final String PRIVATE = "jwt.pkcs8";
  private static final long LIFE = 3_600;
  private static final int SECRET_BYTES = 32;
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** How the bytes before a signature are signed. */
  @FunctionalInterface
  private interface Signer {
    byte[] sign(byte[] bytes) throws GeneralSecurityException;
  }

  private final String issuer;
  private final String header;
  private final Signer signer;

  private JsonTokens(String issuer, String algorithm, Signer signer) {
    this.issuer = issuer;
    this.header = URL.encodeToString(bytes("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}"));
    this.signer = signer;
  }

  /** Draws the keys of both kinds and writes them into a folder. */
  static void drawKeys(Path folder) throws IOException {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    PrivateFiles.write(folder.resolve(SECRET), HexFormat.of().formatHex(secret));
    KeyPair pair = pair();
    PrivateFiles.write(folder.resolve(PRIVATE), pair.getPrivate().getEncoded());
    String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    Files.writeString(
        folder.resolve(PUBLIC),
        "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes such keys", e);
    }
  }

  /** Tokens with an HMAC, under the secret in a folder. */
  static JsonTokens hs256(Path folder, String issuer) throws IOException {
    byte[] key = Files.readAllBytes(folder.resolve(SECRET));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return new JsonTokens(issuer, "HS256", mac::doFinal);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  /** Tokens with a signature on P-256, under the private key in a folder. */
  static JsonTokens es256(Path folder, String issuer) throws IOException {
    byte[] key = Files.readAllBytes(folder.resolve(PRIVATE));
    try {
      Signature signature =
          Signature.getInstance(
              "SHA256withECDSAinP1363Format", AmazonCorrettoCryptoProvider.INSTANCE);
      signature.initSign(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
      return new JsonTokens(
          issuer,
          "ES256",
          bytes -> {
            signature.update(bytes);
            return signature.sign();
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the native provider does not take the key", e);
    }
  }

  /** A token of this person. */
  byte[] of(long person) {
    long now = Instant.now().getEpochSecond();
    String claims =
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(issuer, subject(person), now, now + LIFE);
    String signed = header + "." + URL.encodeToString(bytes(claims));
    try {
      return bytes(signed + "." + URL.encodeToString(signer.sign(bytes(signed))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that signed before cannot sign", e);
    }
  }

  /** The reference as it stands in tokens. */
  static String subject(long person) {
    return HexFormat.of().toHexDigits(person);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
