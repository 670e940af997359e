package io.scangate.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** What is done to the city. */
enum Fault {
  ENGINE_KILLED("kill -9 of an engine"),
  ENGINES_KILLED("kill -9 of both engines at once"),
  ENGINE_HELD("an engine is held still and let go on"),
  POSTGRES_KILLED("kill -9 of PostgreSQL, restarted on its data"),
  REDIS_KILLED("kill -9 of Redis, restarted with its data"),
  REDIS_EMPTIED("kill -9 of Redis, restarted empty");

  /** In words. */
  final String text;

  Fault(String text) {
    this.text = text;
  }

  /** Each once, in an order drawn at random. */
  static List<Fault> round(SplittableRandom random) {
    List<Fault> order = new ArrayList<>(Arrays.asList(values()));
    for (int last = order.size() - 1; last > 0; last--) {
      Collections.swap(order, last, random.nextInt(last + 1));
    }
    return order;
  }
}
