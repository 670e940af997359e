package io.scangate.load;

import io.scangate.LoadCity;
import io.scangate.Mint;
import io.scangate.health.Colour;
import io.scangate.load.Mix.Part;
import io.scangate.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The people who come to the doors, one after another, with what they show. Confined to one thread
 * at a time: the one that stocks it, then the generator's.
 *
 * <p>Codes of phones live for a minute, so they are made shortly before they are sent, as many as a
 * phase will need: making them while it runs would take from what the generator can offer.
 */
final class Crowd {
  private static final int HOLDERS = 10_000;
  private static final int REGULARS = 100;

  private final LoadCity city;
  private final Mint mint;
  private final Mix mix;
  private final SplittableRandom random;
  private final Map<Colour, Residents> residents = new EnumMap<>(Colour.class);
  private final byte[][] holders;
  private final Deque<Shot> stock = new ArrayDeque<>();

  Crowd(LoadCity city, Mix mix, long seed) {
    this.city = city;
    this.mint = city.mint();
    this.mix = mix;
    this.random = new SplittableRandom(seed);
    this.holders = new byte[mix.share(Part.SHOWS) > 0 ? Math.min(HOLDERS, city.people()) : 0][];
    settle(Colour.YELLOW, mix.share(Part.YELLOW));
    settle(Colour.RED, mix.share(Part.RED));
    settle(Colour.GREEN, 1 - mix.share(Part.YELLOW) - mix.share(Part.RED));
  }

  private void settle(Colour colour, double share) {
    int[] people =
        IntStream.range(0, city.people()).filter(each -> city.colour(each) == colour).toArray();
    if (share > 0 && people.length == 0) {
      throw new IllegalArgumentException(
          "nobody of %,d people is %s: give the city more"
              .formatted(city.people(), colour.name().toLowerCase(Locale.ROOT)));
    }
    residents.put(colour, new Residents(people, random.split()));
  }

  /** Those who had one colour when the crowd came together. */
  private static final class Residents {
    private final int[] numbers;
    private final Zipf often;

    Residents(int[] numbers, SplittableRandom random) {
      this.numbers = numbers;
      this.often = new Zipf(numbers.length, random);
    }

    int regular(SplittableRandom random) {
      return numbers[random.nextInt(Math.min(REGULARS, numbers.length))];
    }

    int byZipf() {
      return numbers[often.next()];
    }

    int anybody(SplittableRandom random) {
      return numbers[random.nextInt(numbers.length)];
    }
  }

  /** Makes what so many people show. */
  void stock(int number) {
    while (stock.size() < number) {
      stock.add(make());
    }
  }

  /** Throws away what is left of a stock, which will soon be out of date. */
  void clear() {
    stock.clear();
  }

  /** Whoever comes next. */
  Shot next() {
    Shot stocked = stock.poll();
    return stocked == null ? make() : stocked;
  }

  private Shot make() {
    int person = draw();
    Colour colour = city.colour(person);
    long reference = city.person(person);
    double lot = random.nextDouble() - mix.share(Part.SHOWS);
    if (lot < 0) {
      return show(person % holders.length);
    }
    lot -= mix.share(Part.PAPER);
    if (lot < 0) {
      return Shot.scan(mint.paper(reference, colour), reason(colour), person);
    }
    lot -= mix.share(Part.FORGED);
    if (lot < 0) {
      return Shot.scan(mint.forged(reference, colour), Reason.BAD_SIGNATURE, person);
    }
    lot -= mix.share(Part.EXPIRED);
    if (lot < 0) {
      return Shot.scan(mint.expired(reference, colour), Reason.EXPIRED, person);
    }
    return Shot.scan(mint.phone(reference, colour), reason(colour), person);
  }

  private Shot show(int holder) {
    byte[] token = holders[holder];
    if (token == null) {
      token = mint.holder(city.person(holder)).getBytes(StandardCharsets.US_ASCII);
      holders[holder] = token;
    }
    return Shot.show(token, holder);
  }

  private int draw() {
    Residents those = those();
    double lot = random.nextDouble() - mix.share(Part.REGULARS);
    if (lot < 0) {
      return those.regular(random);
    }
    return lot < mix.share(Part.ZIPF) ? those.byZipf() : those.anybody(random);
  }

  private Residents those() {
    double lot = random.nextDouble() - mix.share(Part.RED);
    Colour colour =
        lot < 0 ? Colour.RED : lot < mix.share(Part.YELLOW) ? Colour.YELLOW : Colour.GREEN;
    return Objects.requireNonNull(residents.get(colour));
  }

  static Reason reason(Colour colour) {
    return switch (colour) {
      case NONE -> Reason.NO_CODE;
      case GREEN -> Reason.GREEN;
      case YELLOW -> Reason.YELLOW;
      case RED -> Reason.RED;
    };
  }
}
