package io.scangate.credential;

import io.scangate.health.Colour;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Makes the codes that phones show, under the keys of the current epoch. Confined. */
public final class DynamicIssuer {
  /** What makes the codes of one epoch. */
  private record Prepared(EpochKeys keys, Mac mac, Pseudonym pseudonym, CodeWriter writer) {}

  private final Supplier<KeyRing> rings;
  private final RandomInts random;
  private final byte[] tag = new byte[32];
  private @Nullable Prepared prepared;

  /**
   * @param rings the ring of the moment; its issuer and its epochs are used
   */
  public DynamicIssuer(Supplier<KeyRing> rings, SecureRandom random) {
    this.rings = rings;
    this.random = new RandomInts(random);
  }

  /**
   * Makes a code that lives for a minute.
   *
   * @param person the holder's reference
   * @param now in seconds since 1970
   * @return the text of the QR; empty where the keys of the current epoch are not held
   */
  public Optional<byte[]> issue(long person, Colour colour, long now) {
    KeyRing ring = rings.get();
    int epoch = Epoch.of(now);
    EpochKeys keys = ring.epoch(epoch);
    if (keys == null) {
      return Optional.empty();
    }
    Prepared with = prepared;
    if (with == null || !with.keys.equals(keys)) {
      with = prepare(ring, keys);
      prepared = with;
    }
    CodeWriter writer = with.writer;
    long exp = now + Epoch.DYNAMIC_LIFE_SECONDS;
    writer.claims(colour, Kind.PHONE, now, exp, with.pseudonym, person, random.next());
    writer.structure(
        CodeFormat.MAC_STRUCTURE, Algorithm.HMAC_256_64, CodeFormat.EPOCH_KID_BYTES, epoch);
    with.mac.update(writer.array(), 0, writer.size());
    try {
      with.mac.doFinal(tag, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 has 32 bytes", e);
    }
    return Optional.of(writer.text(CodeFormat.TAG_MAC0, tag, CodeFormat.MAC_BYTES));
  }

  private static Prepared prepare(KeyRing ring, EpochKeys keys) {
    return new Prepared(
        keys,
        EpochCheck.mac(keys.mac()),
        Pseudonym.sealing(keys.pseudonym()),
        new CodeWriter(ring.issuer()));
  }
}
