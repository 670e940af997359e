package io.scangate.credential;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The wire format of the keys that stand in Redis for the gateways: {@code [ * [number, sealed] ]}
 * in deterministic CBOR, by rising number, each sealed by the gateways' {@link SealingKey}.
 * Immutable.
 *
 * @param <K> what the keys are for
 */
public final class SealedKeys<K> {
  /** The keys of dynamic codes: 48 bytes each, numbered by their epoch. */
  public static final SealedKeys<EpochKeys> OF_EPOCHS =
      new SealedKeys<>("epoch", EpochKeys::epoch, EpochKeys::secret, EpochKeys::new);

  /** The pseudonym keys of static codes: 16 bytes each, numbered by their year. */
  public static final SealedKeys<YearKey> OF_YEARS =
      new SealedKeys<>("year", YearKey::year, YearKey::secret, YearKey::new);

  /** Makes a key of its number and its bytes. */
  private interface Maker<K> {
    K make(int number, byte[] secret);
  }

  private final String what;
  private final ToIntFunction<K> number;
  private final Function<K, byte[]> secret;
  private final Maker<K> maker;

  private SealedKeys(
      String what, ToIntFunction<K> number, Function<K, byte[]> secret, Maker<K> maker) {
    this.what = what;
    this.number = number;
    this.secret = secret;
    this.maker = maker;
  }

  /**
   * Seals keys.
   *
   * @param keys by rising number
   */
  public byte[] write(List<K> keys, SealingKey sealing, SecureRandom random) {
    List<CborItem> rows = new ArrayList<>();
    for (K key : keys) {
      int of = number.applyAsInt(key);
      byte[] sealed = sealing.seal(what, of, secret.apply(key), random);
      rows.add(new CborItem.Sequence(List.of(CborItem.of(of), CborItem.of(sealed))));
    }
    return CborEncoder.encode(new CborItem.Sequence(rows));
  }

  /** Opens keys; one that does not open makes the whole list unreadable. */
  public ListReading<List<K>> read(byte[] content, SealingKey sealing) {
    return ListFormat.read(
        content,
        item -> {
          List<K> keys = new ArrayList<>();
          long last = -1;
          for (CborItem row : CborTable.items(item)) {
            List<CborItem> parts = CborTable.items(row, 2);
            long of = CborTable.whole(parts.get(0));
            if (of <= last || of > Integer.MAX_VALUE) {
              throw new CborException("numbers of keys out of order or bounds");
            }
            last = of;
            keys.add(open((int) of, CborTable.bytes(parts.get(1)), sealing));
          }
          return List.copyOf(keys);
        });
  }

  private K open(int of, byte[] sealed, SealingKey sealing) throws CborException {
    byte[] opened =
        sealing
            .open(what, of, sealed)
            .orElseThrow(
                () -> new CborException("the key of " + what + " " + of + " is sealed otherwise"));
    return maker.make(of, opened);
  }
}
