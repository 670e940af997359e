package io.scangate.credential;

import java.time.Duration;
import java.util.List;

/**
 * What a phone's app proves to a gateway that it may show: the codes of its holder and of the
 * family that the holder has registered. Immutable; prints no reference.
 *
 * @param holder the reference of the holder
 * @param family the references of the family, in the order in which the app names them from 1
 * @param issued when it was made, in seconds since 1970
 * @param expires the first second in which it is good no longer
 */
public record HolderToken(long holder, List<Long> family, long issued, long expires) {
  /** How many members of a family one holder may have registered. */
  public static final int MOST_FAMILY = 8;

  /** How long a token is good, so that showing survives a day without the engine. */
  public static final Duration LIFE = Duration.ofHours(24);

  public HolderToken {
    family = List.copyOf(family);
    if (family.size() > MOST_FAMILY) {
      throw new IllegalArgumentException("a family has at most " + MOST_FAMILY + " members");
    }
    if (issued < 0 || expires <= issued || expires > CodeFormat.LAST_SECOND) {
      throw new IllegalArgumentException("a token ends after it begins, between 1970 and 9999");
    }
  }

  /** A token that begins now, in seconds since 1970. */
  public static HolderToken at(long now, long holder, List<Long> family) {
    return new HolderToken(holder, family, now, now + LIFE.toSeconds());
  }

  @Override
  public String toString() {
    return "HolderToken[holder=***, family=%d, issued=%d, expires=%d]"
        .formatted(family.size(), issued, expires);
  }
}
