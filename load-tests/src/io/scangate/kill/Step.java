package io.scangate.kill;

import io.scangate.health.Colour;
import java.util.List;

/** What happens to people: nothing of it makes a colour less severe. */
enum Step {
  /** Changes nothing of a green code but the time of the last test. */
  TESTED("laboratory", Colour.GREEN, 0),
  /** Turns a green code yellow. */
  SCREENED("telecom-screening", Colour.YELLOW, 0),
  /** Turns any code red. */
  MET("contact-tracing", Colour.RED, 1);

  /** All of them. */
  static final List<Step> ALL = List.of(values());

  /** Who sends it. */
  final String client;

  /** What it makes of a code at least. */
  final Colour colour;

  /** How many steps it comes after. */
  final int after;

  Step(String client, Colour colour, int after) {
    this.client = client;
    this.colour = colour;
    this.after = after;
  }

  /** The fact, as a source writes it. */
  String json(String now) {
    return switch (this) {
      case TESTED ->
          "{\"fact\": \"test\", \"result\": \"negative\", \"sampledAt\": \"" + now + "\"}";
      case SCREENED -> "{\"fact\": \"screening\", \"source\": \"those who try\"}";
      case MET -> "{\"fact\": \"contact\", \"kind\": \"close\"}";
    };
  }
}
