package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The self-test of a suite: for each algorithm a published signature must verify and the same with
 * one bit turned must not.
 */
final class KnownAnswers {
  private record Answer(
      String source, Algorithm algorithm, String key, String message, String signature) {}

  private static final List<Answer> ANSWERS =
      List.of(
          new Answer(
              "RFC 8032, 7.1, test 2",
              Algorithm.EDDSA,
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          new Answer(
              "RFC 6979, A.2.5, SHA-256, 'sample'",
              Algorithm.ES256,
              "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                  + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
              "73616d706c65",
              "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                  + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));

  private KnownAnswers() {}

  /** What a suite gets wrong; empty where it gets all right. */
  static Optional<String> lackOf(CryptoSuite suite) {
    for (Answer answer : ANSWERS) {
      byte[] signature = HexFormat.of().parseHex(answer.signature);
      if (!verifies(suite, answer, signature)) {
        return Optional.of("refuses the signature of " + answer.source);
      }
      signature[signature.length / 2] ^= 1;
      if (verifies(suite, answer, signature)) {
        return Optional.of("accepts a forgery of " + answer.source);
      }
    }
    return Optional.empty();
  }

  private static boolean verifies(CryptoSuite suite, Answer answer, byte[] signature) {
    try {
      Signature check = suite.signature(answer.algorithm);
      check.initVerify(PublicKeys.read(answer.algorithm, HexFormat.of().parseHex(answer.key)));
      check.update(HexFormat.of().parseHex(answer.message));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
