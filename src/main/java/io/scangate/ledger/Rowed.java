package io.scangate.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * Rows of a stretch of the chain in the order of their instants, to be taken link by link. Confined
 * to one walk.
 */
final class Rowed {
  /** A row with its digest, in hexadecimal. Immutable. */
  record Digested<T>(T row, Instant at, long link, String digest) {}

  private final int partition;
  private final Deque<Digested<FactRow>> facts = new ArrayDeque<>();
  private final Deque<Digested<DecisionRow>> decisions = new ArrayDeque<>();
  private int factCount;
  private int decisionCount;

  Rowed(int partition) {
    this.partition = partition;
  }

  void add(FactRow row) {
    factCount++;
    facts.add(new Digested<>(row, row.at(), row.link(), hex(ChainFormat.digest(partition, row))));
  }

  void add(DecisionRow row, long link) {
    decisionCount++;
    decisions.add(new Digested<>(row, row.at(), link, hex(ChainFormat.digest(partition, row))));
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  List<Digested<FactRow>> factsUpTo(Instant end) {
    return upTo(facts, end);
  }

  List<Digested<DecisionRow>> decisionsUpTo(Instant end) {
    return upTo(decisions, end);
  }

  private static <T> List<Digested<T>> upTo(Deque<Digested<T>> rows, Instant end) {
    List<Digested<T>> taken = new ArrayList<>();
    while (!rows.isEmpty() && !rows.peek().at().isAfter(end)) {
      taken.add(rows.remove());
    }
    return taken;
  }

  int facts() {
    return factCount;
  }

  int decisions() {
    return decisionCount;
  }
}
