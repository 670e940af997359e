package io.scangate.credential;

/**
 * How one list is read out of its content; the place where refusals inside of this package become a
 * value.
 *
 * @param <T> what the list is about
 */
@FunctionalInterface
interface ListFormat<T> {
  /** Makes a list of its content. */
  T read(CborItem content) throws CborException;

  /** Reads deterministic CBOR, and tells what is wrong with anything else. */
  static <T> ListReading<T> read(byte[] content, ListFormat<T> format) {
    try {
      return new ListReading.Sound<>(format.read(CborDecoder.decodeDeterministic(content)));
    } catch (CborException | IllegalArgumentException e) {
      return new ListReading.Unsound<>(String.valueOf(e.getMessage()));
    }
  }
}
