package io.scangate.kill;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The people of the tried city, to whom only things happen that make their colour more severe, or
 * nothing that changes it. So a colour that is less severe than one seen before, or than one that
 * was acknowledged, is an older version. Shared.
 */
final class Crowd {
  private static final long NEVER = Long.MAX_VALUE;

  private final List<PersonRef> people;
  private final List<String> papers;
  private final AtomicLongArray acknowledged;
  private final AtomicIntegerArray latest = new AtomicIntegerArray(128);
  private int next;

  /**
   * @param papers a code on paper for each of them
   */
  Crowd(List<PersonRef> people, List<String> papers) {
    this.people = List.copyOf(people);
    this.papers = List.copyOf(papers);
    this.acknowledged = new AtomicLongArray(people.size() * 2);
    for (int i = 0; i < acknowledged.length(); i++) {
      acknowledged.set(i, NEVER);
    }
  }

  int size() {
    return people.size();
  }

  PersonRef person(int number) {
    return people.get(number);
  }

  String paper(int number) {
    return papers.get(number);
  }

  /** 0 for green, 1 for yellow, 2 for red. */
  static int severity(Colour colour) {
    return switch (colour) {
      case NONE, GREEN -> 0;
      case YELLOW -> 1;
      case RED -> 2;
    };
  }

  /** A fact that makes somebody's colour that severe, or more, was acknowledged just now. */
  void acknowledged(int number, Colour colour) {
    acknowledged.set(number * 2 + severity(colour) - 1, System.nanoTime());
    latest.set(latestPlace(), number);
  }

  private synchronized int latestPlace() {
    next = (next + 1) % latest.length();
    return next;
  }

  /** Somebody to whom something happened lately, or, in the beginning, the first of all. */
  int lately(int random) {
    return latest.get(Math.floorMod(random, latest.length()));
  }

  /** How severe the colour of somebody was at least by what was acknowledged until then. */
  Colour by(int number, long nanos) {
    if (acknowledged.get(number * 2 + 1) - nanos <= 0 && isSet(number * 2 + 1)) {
      return Colour.RED;
    }
    return acknowledged.get(number * 2) - nanos <= 0 && isSet(number * 2)
        ? Colour.YELLOW
        : Colour.GREEN;
  }

  private boolean isSet(int place) {
    return acknowledged.get(place) != NEVER;
  }
}
