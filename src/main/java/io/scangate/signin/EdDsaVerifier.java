package io.scangate.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8037) by the JDK or the given provider; the library's own wants Tink. Shared. */
final class EdDsaVerifier extends BaseJWSProvider implements JWSVerifier {
  private static final String NAME = "Ed25519";
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;

  /** Takes the public half of a key. */
  EdDsaVerifier(OctetKeyPair pair) throws JOSEException {
    super(KeyFamily.ED25519.algorithms());
    byte[] bare = pair.getDecodedX();
    if (bare.length != KEY_BYTES) {
      throw new JOSEException("an Ed25519 key has 32 bytes");
    }
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
    System.arraycopy(bare, 0, encoded, SPKI.length, KEY_BYTES);
    try {
      key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("not an Ed25519 key", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    byte[] bytes = signature.decode();
    if (bytes.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Provider provider = getJCAContext().getProvider();
      Signature check =
          provider == null ? Signature.getInstance(NAME) : Signature.getInstance(NAME, provider);
      check.initVerify(key);
      check.update(signingInput);
      return check.verify(bytes);
    } catch (GeneralSecurityException e) {
      throw new JOSEException("the signature cannot be checked", e);
    }
  }
}
