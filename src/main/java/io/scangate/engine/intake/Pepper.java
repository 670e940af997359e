package io.scangate.engine.intake;

import io.scangate.files.PrivateFiles;
import io.scangate.ledger.Lookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of the installation by which the number of a document becomes what a person is found
 * by. Immutable.
 *
 * <p>Without it nobody can try numbers against the ledger; with another one everybody would be a
 * stranger, hence {@link #check}.
 */
public final class Pepper {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;
  private static final String CHECK = "scangate pepper check 1";

  private final SecretKeySpec key;

  private Pepper(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /**
   * Opens the file of the pepper, which is drawn where there is none.
   *
   * @param file one that its owner alone can open
   * @throws IOException where the file cannot be used; the message says why
   */
  public static Pepper open(Path file) throws IOException {
    return new Pepper(PrivateFiles.secret(file, BYTES, "a pepper of " + BYTES + " bytes"));
  }

  /** What the ledger keeps of it: 64 hexadecimal digits that do not tell it. */
  public String check() {
    return hmac(CHECK);
  }

  /** By what the holder of a document is found. */
  public Lookup lookup(IdentityDocument document) {
    return new Lookup(hmac(document.type().word() + '\n' + document.number()));
  }

  /**
   * By what an account at an identity provider is found.
   *
   * @param subject as the provider names it; no type of a document is called like its prefix
   */
  public Lookup account(String subject) {
    return new Lookup(hmac("account\n" + subject));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "Pepper[***]";
  }
}
