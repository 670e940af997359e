package io.scangate.explain;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import java.util.List;

/**
 * A decision in one language. Immutable.
 *
 * @param headline which colour the code has
 * @param basis as of when, and by which edition of the rules
 * @param grounds why, one for every open episode, those that carry the colour first
 * @param outlook when the code can be green; empty where it is, or where there is none
 * @param advice what to do next and where to turn, a sentence or two each
 */
public record Explanation(
    Colour colour,
    String headline,
    String basis,
    List<Ground> grounds,
    List<String> outlook,
    List<String> advice) {
  public Explanation {
    grounds = List.copyOf(grounds);
    outlook = List.copyOf(outlook);
    advice = List.copyOf(advice);
  }

  /**
   * One open episode in words. Immutable.
   *
   * @param why what set it off
   * @param phase where it stands
   * @param lacking what it waits for, a sentence or more each
   * @param afterwards what follows
   */
  public record Ground(
      Category category, String why, String phase, List<String> lacking, String afterwards) {
    public Ground {
      lacking = List.copyOf(lacking);
    }
  }
}
