package io.scangate.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and a private key out of PEM files (RFC 7468) that belong together. Immutable.
 *
 * @param expires when the first certificate of the chain expires
 */
record PemPair(Instant expires) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final byte[] PROBE = "scangate".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads both and tries the one on the other.
   *
   * @throws IllegalArgumentException that says what is wrong with which file
   */
  static PemPair of(Path certificateFile, Buffer certificate, Path keyFile, Buffer key) {
    X509Certificate first = certificates(certificateFile, certificate).getFirst();
    PrivateKey secret = key(keyFile, key, first.getPublicKey().getAlgorithm());
    if (!belong(first.getPublicKey(), secret)) {
      throw new IllegalArgumentException(
          keyFile + " is not the key of the certificate in " + certificateFile);
    }
    return new PemPair(first.getNotAfter().toInstant());
  }

  /** The certificates of a file, one at least. */
  static List<X509Certificate> certificates(Path file, Buffer pem) {
    try {
      Collection<? extends java.security.cert.Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes()));
      List<X509Certificate> all =
          found.stream().map(certificate -> (X509Certificate) certificate).toList();
      if (all.isEmpty()) {
        throw new IllegalArgumentException(file + " holds no certificate in PEM");
      }
      return all;
    } catch (CertificateException e) {
      throw new IllegalArgumentException(file + " holds no certificate in PEM", e);
    }
  }

  private static PrivateKey key(Path file, Buffer pem, String algorithm) {
    Matcher found = KEY.matcher(pem.toString());
    if (!found.find()) {
      throw new IllegalArgumentException(
          file + " holds no private key in PEM as PKCS #8 ('BEGIN PRIVATE KEY')");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(found.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + " holds no private key of the kind of the certificate: " + algorithm, e);
    }
  }

  private static boolean belong(PublicKey shown, PrivateKey secret) {
    String signature =
        switch (shown.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> shown.getAlgorithm();
        };
    try {
      Signature signer = Signature.getInstance(signature);
      signer.initSign(secret);
      signer.update(PROBE);
      byte[] signed = signer.sign();
      signer.initVerify(shown);
      signer.update(PROBE);
      return signer.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
