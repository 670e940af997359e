package io.scangate.casework.identity;

import io.scangate.casework.identity.IdentityKeys.Numbered;
import io.scangate.ledger.cases.SealedKey;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of what procedures keep of people beside their identities: one for each dossier, under a
 * numbered key of the installation. The name of the dossier is associated data, so that no key
 * passes for another. Shared.
 */
public final class DossierKeys {
  private final IdentityKeys keys;
  private final SecureRandom random = new SecureRandom();

  /** Under these keys of the installation. */
  public DossierKeys(IdentityKeys keys) {
    this.keys = keys;
  }

  /** A key that was drawn just now, and as it is kept. */
  public record Drawn(DossierKey key, SealedKey sealed) {}

  /** Draws the key of a dossier. */
  public Drawn draw(String dossier) {
    byte[] own = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(own);
    return new Drawn(key(own), under(keys.current(), dossier, own));
  }

  /**
   * Opens the key of a dossier.
   *
   * @throws IllegalStateException where its key is missing, or somebody changed it
   */
  public DossierKey open(String dossier, SealedKey sealed) {
    return key(own(dossier, sealed));
  }

  /** The key of a dossier under the current key of the installation. */
  public SealedKey underCurrent(String dossier, SealedKey sealed) {
    return under(keys.current(), dossier, own(dossier, sealed));
  }

  private byte[] own(String dossier, SealedKey sealed) {
    Numbered above =
        keys.find(sealed.keyId())
            .orElseThrow(
                () -> new IllegalStateException("identity key " + sealed.keyId() + " is missing"));
    return AesGcm.open(above.key(), about(dossier, above), sealed.sealed().getBytes());
  }

  private SealedKey under(Numbered above, String dossier, byte[] own) {
    byte[] sealed = AesGcm.seal(above.key(), about(dossier, above), own, random);
    return new SealedKey(above.id(), Buffer.buffer(sealed));
  }

  private static byte[] about(String dossier, Numbered above) {
    return (dossier + '\n' + above.id()).getBytes(StandardCharsets.UTF_8);
  }

  private DossierKey key(byte[] own) {
    SecretKey key = new SecretKeySpec(own, "AES");
    return new DossierKey(key, random);
  }
}
