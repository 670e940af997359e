package io.scangate.credential;

import io.scangate.health.Colour;
import java.security.SecureRandom;

/** Makes the codes that anybody with the trust list can check. Confined to its owner. */
public final class StaticIssuer {
  private final SigningKey key;
  private final MasterKey master;
  private final CryptoSuite suite;
  private final SecureRandom random;
  private final CodeWriter writer;

  /**
   * @param key its issuer is named in the codes
   * @throws IllegalArgumentException where the key is not for static codes
   */
  public StaticIssuer(SigningKey key, MasterKey master, CryptoSuite suite, SecureRandom random) {
    if (!key.trusted().uses().contains(KeyUse.STATIC)) {
      throw new IllegalArgumentException("not a key for static codes: " + key.trusted());
    }
    this.key = key;
    this.master = master;
    this.suite = suite;
    this.random = random;
    this.writer = new CodeWriter(key.trusted().issuer());
  }

  /**
   * Makes a code.
   *
   * @param person the holder's reference
   * @param kind any but that of phones
   * @param iat when it begins, in seconds since 1970; the key must be valid then
   * @param exp when it ends
   * @return the text of the QR
   */
  public byte[] issue(long person, Colour colour, Kind kind, long iat, long exp) {
    TrustedKey trusted = key.trusted();
    if (kind == Kind.PHONE || !trusted.validity().covers(iat)) {
      throw new IllegalArgumentException(
          "a static code is not a phone's, and its key is valid when it is issued: " + trusted);
    }
    Pseudonym pseudonym = Pseudonym.sealing(master.year(YearKey.yearOf(iat)).pseudonym());
    writer.claims(colour, kind, iat, exp, pseudonym, person, random.nextInt());
    writer.structure(
        CodeFormat.SIG_STRUCTURE, trusted.algorithm(), CodeFormat.KEY_KID_BYTES, trusted.kid());
    byte[] signature = key.sign(suite, writer.array(), 0, writer.size());
    return writer.text(CodeFormat.TAG_SIGN1, signature, signature.length);
  }
}
