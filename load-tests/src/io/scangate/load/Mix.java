package io.scangate.load;

import com.google.errorprone.annotations.Immutable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What people show at the doors, and who they are, as shares of all requests. Immutable. What is
 * left of each kind is a phone's code, a green one, of anybody.
 */
@Immutable
final class Mix {
  /** What a share is of; those of one kind are 1 together at most. */
  enum Part {
    /** Codes on paper, each seen for the first time. */
    PAPER(Kind.CODE),
    /** Codes with a wrong MAC. */
    FORGED(Kind.CODE),
    /** Codes whose time is over. */
    EXPIRED(Kind.CODE),
    /** Phones that fetch a code, in the place of a scan. */
    SHOWS(Kind.CODE),
    /** People whose code is yellow. */
    YELLOW(Kind.COLOUR),
    /** People whose code is red. */
    RED(Kind.COLOUR),
    /** One of a hundred people, whom every near cache soon holds. */
    REGULARS(Kind.PERSON),
    /** People drawn by Zipf's law: some come often, most hardly ever. */
    ZIPF(Kind.PERSON);

    private final Kind kind;

    Part(Kind kind) {
      this.kind = kind;
    }

    /** What it is called where it is set. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private enum Kind {
    CODE,
    COLOUR,
    PERSON
  }

  /** A day at the doors: some forged and expired codes, some paper, regulars who come often. */
  static final Mix STREET =
      new Mix(
          Map.of(
              Part.PAPER, 0.02,
              Part.FORGED, 0.01,
              Part.EXPIRED, 0.01,
              Part.YELLOW, 0.02,
              Part.RED, 0.01,
              Part.ZIPF, 1.0));

  /** Phones' codes of everybody alike: what a near-cache hit costs, and nothing else. */
  static final Mix PHONES = new Mix(Map.of());

  /** Codes on paper only, each seen for the first time. */
  static final Mix PAPER = new Mix(Map.of(Part.PAPER, 1.0));

  @SuppressWarnings("Immutable") // A copy that nobody writes to.
  private final EnumMap<Part, Double> shares;

  private Mix(Map<Part, Double> given) {
    shares = new EnumMap<>(Part.class);
    shares.putAll(given);
    for (Kind kind : Kind.values()) {
      List<Part> parts = shares.keySet().stream().filter(part -> part.kind.equals(kind)).toList();
      if (parts.stream().mapToDouble(this::share).sum() > 1) {
        throw new IllegalArgumentException(
            "the shares of %s are more than 1 together"
                .formatted(String.join(" and ", parts.stream().map(Part::text).toList())));
      }
    }
  }

  /** The same with these shares in the place of its own. */
  Mix with(Map<Part, Double> others) {
    for (Map.Entry<Part, Double> each : others.entrySet()) {
      if (!(each.getValue() >= 0 && each.getValue() <= 1)) {
        throw new IllegalArgumentException(
            "the share of %s is from 0 to 1, not %s"
                .formatted(each.getKey().text(), each.getValue()));
      }
    }
    Map<Part, Double> all = new EnumMap<>(shares);
    all.putAll(others);
    return new Mix(all);
  }

  /** The same with this share of phones that fetch a code. */
  Mix showing(double share) {
    return with(Map.of(Part.SHOWS, share));
  }

  /** The share of a part. */
  double share(Part part) {
    return shares.getOrDefault(part, 0.0);
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        shares.entrySet().stream()
            .map(each -> each.getKey().text() + "=" + each.getValue())
            .toList());
  }
}
