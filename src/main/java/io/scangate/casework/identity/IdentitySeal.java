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
 * number of the second, so that no row passes for another. What procedures note of a person stands
 * under the first as well, and is lost with it. Shared.
 */
public final class IdentitySeal {
  /** In the place of a key's number, so that no note passes for an identity. */
  private static final int NOTE = -1;

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
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException where its key is missing, or somebody changed it
   */
  Particulars open(SealedIdentity sealed) {
    SecretKeySpec own = new SecretKeySpec(ownKey(sealed), "AES");
    byte[] plain = AesGcm.open(own, about(sealed.person(), 0), sealed.sealed().getBytes());
    return Particulars.of(Buffer.buffer(plain));
  }

  /** Other personal data in the place of those that were read, under the same key of the row. */
  SealedIdentity again(SealedIdentity before, Particulars particulars) {
    SealedIdentity current = underCurrent(before);
    SecretKeySpec own = new SecretKeySpec(ownKey(before), "AES");
    byte[] sealed = seal(own, about(before.person(), 0), particulars.plain().getBytes());
    return new SealedIdentity(
        before.person(), current.keyId(), current.sealedKey(), Buffer.buffer(sealed));
  }

  /** Name, document and phone in full, for whoever has the person's consent. */
  public JsonObject whole(SealedIdentity sealed) {
    return open(sealed).whole();
  }

  /** Name and document as they are shown where others may see them. */
  public JsonObject masked(SealedIdentity sealed) {
    return open(sealed).masked();
  }

  /**
   * Seals what is kept of a person beside who they are, under the key of that row: when the person
   * is forgotten it cannot be read any more.
   */
  public Buffer sealNote(SealedIdentity of, Buffer plain) {
    SecretKeySpec own = new SecretKeySpec(ownKey(of), "AES");
    return Buffer.buffer(seal(own, about(of.person(), NOTE), plain.getBytes()));
  }

  /**
   * Opens what {@link #sealNote} made.
   *
   * @throws IllegalStateException where it was sealed for somebody else, or somebody changed it
   */
  public Buffer openNote(SealedIdentity of, Buffer sealed) {
    SecretKeySpec own = new SecretKeySpec(ownKey(of), "AES");
    return Buffer.buffer(AesGcm.open(own, about(of.person(), NOTE), sealed.getBytes()));
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
