package io.scangate.credential;

import io.scangate.health.PersonRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that the scan records of one day stand under. Immutable; never prints the key.
 *
 * <p>It is 32 random bytes. Two keys follow from it by HKDF-SHA256: one for references
 * (AES-256-GCM, with the scanId as associated data) and one for marks (64 bits of an HMAC-SHA256),
 * by which records of a person or of a code are found. Marks of two days tell nothing of one
 * another.
 */
public final class ScanDayKey {
  /** Bytes of a sealed reference: the nonce, the reference, the tag. */
  public static final int SEALED_REFERENCE = 12 + Long.BYTES + 16;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String WHAT = "scangate scans of a day";
  private static final byte PERSON = 1;
  private static final byte CODE = 2;

  private final LocalDate day;
  private final byte[] secret;
  private final SecretKey references;
  private final SecretKey marks;

  private ScanDayKey(LocalDate day, byte[] secret) {
    this.day = day;
    this.secret = secret;
    this.references = new SecretKeySpec(derive(secret, "scangate scan references"), "AES");
    this.marks = new SecretKeySpec(derive(secret, "scangate scan marks"), "HmacSHA256");
  }

  private static byte[] derive(byte[] secret, String info) {
    return MasterKey.hkdf(secret, new byte[0], info.getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
  }

  /** Draws the key of a day. */
  public static ScanDayKey generate(LocalDate day, SecureRandom random) {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    return new ScanDayKey(day, secret);
  }

  /** The key as it is stored, of 60 bytes; its day is bound to it. */
  public byte[] sealed(SealingKey under, SecureRandom random) {
    return under.seal(WHAT, number(day), secret, random);
  }

  /** Opens what {@link #sealed} made; empty where it was sealed otherwise, or for another day. */
  public static Optional<ScanDayKey> open(LocalDate day, byte[] sealed, SealingKey under) {
    return under.open(WHAT, number(day), sealed).map(secret -> new ScanDayKey(day, secret));
  }

  private static int number(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }

  /** The day. */
  public LocalDate day() {
    return day;
  }

  /** By what the records of a person are found. */
  public long mark(PersonRef person) {
    return mark(ByteBuffer.allocate(9).put(PERSON).putLong(person.value()).array());
  }

  /** By what the uses of a code are found. */
  public long mark(UUID cti) {
    return mark(
        ByteBuffer.allocate(17)
            .put(CODE)
            .putLong(cti.getMostSignificantBits())
            .putLong(cti.getLeastSignificantBits())
            .array());
  }

  private long mark(byte[] of) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(marks);
      return ByteBuffer.wrap(mac.doFinal(of)).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** Seals the reference of whom a scan was of. */
  public byte[] seal(PersonRef person, UUID scanId, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = ByteBuffer.allocate(Long.BYTES).putLong(person.value()).array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, scanId).doFinal(plain);
      return ByteBuffer.allocate(SEALED_REFERENCE).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /** Opens what {@link #seal} made; empty where it was sealed otherwise, or for another scan. */
  public Optional<PersonRef> open(byte[] sealed, UUID scanId) {
    if (sealed.length != SEALED_REFERENCE) {
      return Optional.empty();
    }
    ByteBuffer from = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    from.get(nonce);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, scanId)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(new PersonRef(ByteBuffer.wrap(plain).getLong()));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, UUID scanId) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, references, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(16)
            .putLong(scanId.getMostSignificantBits())
            .putLong(scanId.getLeastSignificantBits())
            .flip());
    return cipher;
  }

  @Override
  public String toString() {
    return "ScanDayKey[" + day + ", ***]";
  }
}
