package io.scangate.credential;

import io.scangate.health.Colour;

/**
 * What a genuine code says. Immutable.
 *
 * <p>The holder's reference is known only of codes of our own issuer: the pseudonym of a foreign
 * code is a serial and nothing more. Neither serial nor holder is printed.
 *
 * @param issuer the division code of the issuer (claim {@code iss})
 * @param exp when the code ends, in seconds since 1970; no longer valid from then on
 * @param iat when the code was issued, in seconds since 1970
 * @param serialHigh the first 8 bytes of {@code cti}, big-endian
 * @param serialLow the last 8 bytes of {@code cti}, big-endian
 * @param colour the colour at issue, never {@code NONE}
 * @param kind what the code was made for
 * @param own whether our own issuer made it
 * @param person the reference of the holder of an own code
 */
public record Claims(
    String issuer,
    long exp,
    long iat,
    long serialHigh,
    long serialLow,
    Colour colour,
    Kind kind,
    boolean own,
    long person)
    implements Reading {

  /** Whether this is a phone's code under an epoch key; a static code otherwise. */
  public boolean dynamic() {
    return kind == Kind.PHONE;
  }

  /**
   * The reference of the holder.
   *
   * @throws IllegalStateException where the code is foreign; ask {@link #own} first
   */
  @Override
  public long person() {
    if (!own) {
      throw new IllegalStateException("a foreign code tells no person");
    }
    return person;
  }

  @Override
  public String toString() {
    return "Claims[issuer=%s, kind=%s, colour=%s, iat=%d, exp=%d, serial=***, person=***]"
        .formatted(issuer, kind, colour, iat, exp);
  }
}
