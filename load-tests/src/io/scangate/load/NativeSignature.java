package io.scangate.load;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;

/** An Ed25519 signature, and the native provider to verify it over and over. Confined. */
final class NativeSignature {
  /** About what a static code has signed. */
  private static final int MESSAGE = 90;

  private final Signature check;
  private final byte[] message;
  private final byte[] signature;

  private NativeSignature(Signature check, byte[] message, byte[] signature) {
    this.check = check;
    this.message = message;
    this.signature = signature;
  }

  /** Signs a message under a new key. */
  static NativeSignature made() throws GeneralSecurityException {
    Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519", provider).generateKeyPair();
    byte[] message = new byte[MESSAGE];
    Signature signer = Signature.getInstance("Ed25519", provider);
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();
    Signature check = Signature.getInstance("Ed25519", provider);
    check.initVerify(pair.getPublic());
    return new NativeSignature(check, message, signature);
  }

  /** Verifies it once. */
  void verify() throws SignatureException {
    check.update(message);
    if (!check.verify(signature)) {
      throw new IllegalStateException("a genuine signature was refused");
    }
  }
}
