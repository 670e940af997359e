package io.scangate.casework.identity;

import io.scangate.casework.identity.IdentityKeys.Numbered;
import io.scangate.health.PersonRef;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals who people are: each under 32 random bytes of its own (AES-256-GCM), and those under a
 * numbered key of the installation. The person's reference is associated data of both, and the
 * number of the second, so that no row passes for another. What procedures keep of a person stands
 * under the first as well, and is lost with it. Shared.
 */
public final class IdentitySeal {
  private final IdentityKeys keys;
  private final SecureRandom random = new SecureRandom();

  /** Seals with these keys. */
  public IdentitySeal(IdentityKeys keys) {
    this.keys = keys;
  }

  SealedIdentity seal(PersonRef person, Particulars particulars) {
    byte[] own = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(own);
    Numbered above = keys.current();
    return new SealedIdentity(
        person,
        above.id(),
        Buffer.buffer(seal(above.key(), about(person, above.id()), own)),
        Buffer.buffer(
            seal(new SecretKeySpec(own, "AES"), about(person, 0), particulars.plain().getBytes())));
  }

  /**
   * Seals other particulars of the same person under the key that the row has, so that what else is
   * sealed under it stays readable.
   */
  SealedIdentity reseal(SealedIdentity before, Particulars particulars) {
    byte[] sealed = seal(ownOf(before), about(before.person(), 0), particulars.plain().getBytes());
    return new SealedIdentity(
        before.person(), before.keyId(), before.sealedKey(), Buffer.buffer(sealed));
  }

  /**
   * Seals something personal that is kept beside an identity, under the key of its row: with that
   * row it is gone, and a change of the installation's key does not touch it.
   *
   * @param what names its kind, so that none passes for another
   */
  public Buffer beside(SealedIdentity identity, String what, Buffer plain) {
    return Buffer.buffer(seal(ownOf(identity), about(identity, what), plain.getBytes()));
  }

  /**
   * Opens what {@link #beside} made.
   *
   * @throws IllegalStateException where its key is missing, or somebody changed it
   */
  public Buffer openBeside(SealedIdentity identity, String what, Buffer sealed) {
    return Buffer.buffer(AesGcm.open(ownOf(identity), about(identity, what), sealed.getBytes()));
  }

  private SecretKeySpec ownOf(SealedIdentity identity) {
    return new SecretKeySpec(ownKey(identity), "AES");
  }

  private static byte[] about(SealedIdentity identity, String what) {
    return Buffer.buffer().appendBytes(about(identity.person(), 0)).appendString(what).getBytes();
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException where its key is missing, or somebody changed it
   */
  Particulars open(SealedIdentity sealed) {
    byte[] plain =
        AesGcm.open(ownOf(sealed), about(sealed.person(), 0), sealed.sealed().getBytes());
    return Particulars.of(Buffer.buffer(plain));
  }

  /** Name, document and phone in full, for whoever has the person's consent. */
  public JsonObject whole(SealedIdentity sealed) {
    return open(sealed).whole();
  }

  /** Name and document as they are shown where others may see them. */
  public JsonObject masked(SealedIdentity sealed) {
    return open(sealed).masked();
  }

  /** Whether somebody is called so; no name leaves this. */
  public boolean isNamed(SealedIdentity sealed, String name) {
    return open(sealed).name().equals(name);
  }

  /** The row's key under the current key of the installation. */
  public SealedIdentity underCurrent(SealedIdentity sealed) {
    Numbered above = keys.current();
    byte[] rewrapped = seal(above.key(), about(sealed.person(), above.id()), ownKey(sealed));
    return new SealedIdentity(
        sealed.person(), above.id(), Buffer.buffer(rewrapped), sealed.sealed());
  }

  private byte[] ownKey(SealedIdentity sealed) {
    Numbered above =
        keys.find(sealed.keyId())
            .orElseThrow(
                () -> new IllegalStateException("identity key " + sealed.keyId() + " is missing"));
    return AesGcm.open(
        above.key(), about(sealed.person(), above.id()), sealed.sealedKey().getBytes());
  }

  private static byte[] about(PersonRef person, int keyId) {
    return ByteBuffer.allocate(12).putLong(person.value()).putInt(keyId).array();
  }

  private byte[] seal(SecretKey key, byte[] about, byte[] plain) {
    return AesGcm.seal(key, about, plain, random);
  }
}
