package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HashMap;
import java.util.Map;

/** Checks signatures, with one prepared instance for each key. Confined to its owner. */
final class SignatureChecks {
  /** More keys than a trust list has in use at once; beyond it all instances are made anew. */
  private static final int MOST_PREPARED = 1024;

  private final CryptoSuite suite;
  private final Map<TrustedKey, Signature> prepared = new HashMap<>();

  SignatureChecks(CryptoSuite suite) {
    this.suite = suite;
  }

  /**
   * Whether a signature was made with a key over some bytes.
   *
   * @param at where the signature begins in {@code bytes}, 64 bytes long
   */
  boolean verify(TrustedKey key, byte[] bytes, int from, int to, int at) {
    try {
      Signature check = prepared.get(key);
      if (check == null) {
        check = prepare(key);
      }
      check.update(bytes, from, to - from);
      return check.verify(bytes, at, CodeFormat.SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      // A key or a signature whose numbers are out of range; the instance may be half way.
      prepared.remove(key);
      return false;
    }
  }

  private Signature prepare(TrustedKey key) throws GeneralSecurityException {
    if (prepared.size() >= MOST_PREPARED) {
      prepared.clear();
    }
    Signature check = suite.signature(key.algorithm());
    check.initVerify(key.key());
    prepared.put(key, check);
    return check;
  }
}
