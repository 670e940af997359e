package io.scangate.transition;

import java.util.Comparator;

/**
 * The one order of a person's facts: when they were learned, then when they happened. What still
 * ties is ordered by content, so that facts that arrive in another order are the same history.
 */
final class FactOrder implements Comparator<Fact> {
  static final FactOrder INSTANCE = new FactOrder();

  private FactOrder() {}

  @Override
  public int compare(Fact one, Fact other) {
    int order = one.at().compareTo(other.at());
    if (order == 0) {
      order = one.happenedAt().compareTo(other.happenedAt());
    }
    if (order == 0) {
      order = Integer.compare(kind(one), kind(other));
    }
    return order == 0 && !one.equals(other) ? one.toString().compareTo(other.toString()) : order;
  }

  private static int kind(Fact fact) {
    return switch (fact) {
      case Fact.Registered _ -> 1;
      case Fact.Diagnosis _ -> 2;
      case Fact.Discharged _ -> 3;
      case Fact.Contact _ -> 4;
      case Fact.Entry _ -> 5;
      case Fact.Area _ -> 6;
      case Fact.SpecialArea _ -> 7;
      case Fact.Screening _ -> 8;
      case Fact.IsolationStarted _ -> 9;
      case Fact.IsolationReleased _ -> 10;
      case Fact.Test _ -> 11;
      case Fact.Declaration _ -> 12;
      case Fact.Assignment _ -> 13;
      case Fact.AssignmentLifted _ -> 14;
      case Fact.Correction _ -> 15;
    };
  }
}
