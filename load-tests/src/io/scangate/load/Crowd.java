package io.scangate.load;

import io.scangate.LoadCity;
import io.scangate.Mint;
import io.scangate.health.Colour;
import io.scangate.verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * The people who come to the doors, one after another, with what they show. Confined to one thread
 * at a time: the one that stocks it, then the generator's.
 *
 * <p>Codes of phones live for a minute, so they are made shortly before they are sent, as many as a
 * phase will need: making them while it runs would take from what the generator can offer.
 */
final class Crowd {
  private static final int HOLDERS = 10_000;

  private final LoadCity city;
  private final Mint mint;
  private final Mix mix;
  private final SplittableRandom random;
  private final Zipf regulars;
  private final byte[][] holders;
  private final Deque<Shot> stock = new ArrayDeque<>();

  Crowd(LoadCity city, Mix mix, long seed) {
    this.city = city;
    this.mint = city.mint();
    this.mix = mix;
    this.random = new SplittableRandom(seed);
    this.regulars = new Zipf(city.people(), random.split());
    this.holders = new byte[mix.shows() > 0 ? Math.min(HOLDERS, city.people()) : 0][];
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
    double lot = random.nextDouble();
    if (lot < mix.shows()) {
      return show(person % holders.length);
    }
    lot -= mix.shows();
    if (lot < mix.paper()) {
      return Shot.scan(mint.paper(reference, colour), reason(colour), person);
    }
    lot -= mix.paper();
    if (lot < mix.forged()) {
      return Shot.scan(mint.forged(reference, colour), Reason.BAD_SIGNATURE, person);
    }
    lot -= mix.forged();
    if (lot < mix.expired()) {
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
    while (true) {
      int person = mix.zipf() ? regulars.next() : random.nextInt(city.people());
      if (!mix.greenOnly() || city.colour(person) == Colour.GREEN) {
        return person;
      }
    }
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
