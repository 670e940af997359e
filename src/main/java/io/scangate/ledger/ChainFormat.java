package io.scangate.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;

/**
 * The hash chain of a partition. Every transaction is a link; its items are the digests of its
 * rows, 33 bytes each: what the row is, and SHA-256 of its columns.
 *
 * <pre>
 *   item   0     1                     33
 *          +-----+---------------------+
 *          | 'F' | digest of the row   |   fact, in the order of at
 *          | 'D' | digest of the row   |   decision with its facts, in the order of the person
 *          | 'P' | digest of the policy|   from here on this policy judges too
 *          +-----+---------------------+
 *
 *   hash(n) = SHA-256(hash(n-1), n, at, items)      hash(0) = SHA-256("scangate", partition)
 * </pre>
 *
 * <p>When a month of facts is dropped its links stay, so the chain still closes.
 */
final class ChainFormat {
  /** The length of an item. */
  static final int ITEM = 33;

  private ChainFormat() {}

  /** The hash before the first link. */
  static byte[] genesis(int partition) {
    return new Digester().put("scangate").put(partition).sha256();
  }

  /** The hash of a link. */
  static byte[] hash(byte[] before, long number, Instant at, byte[] items) {
    return new Digester().put(before).put(number).put(Micros.of(at)).put(items).sha256();
  }

  /** The items of a transaction. */
  static byte[] items(
      int partition, List<FactRow> facts, List<DecisionRow> decisions, List<byte[]> policies) {
    ByteArrayOutputStream items =
        new ByteArrayOutputStream(ITEM * (facts.size() + decisions.size() + policies.size()));
    for (FactRow fact : facts) {
      items.write('F');
      items.writeBytes(digest(partition, fact));
    }
    for (DecisionRow decision : decisions) {
      items.write('D');
      items.writeBytes(digest(partition, decision));
    }
    for (byte[] policy : policies) {
      items.write('P');
      items.writeBytes(policy);
    }
    return items.toByteArray();
  }

  static byte[] digest(int partition, FactRow row) {
    Digester digester =
        new Digester()
            .put(partition)
            .put(Micros.of(row.at()))
            .put(row.person().value())
            .put(row.content().kind())
            .put(Micros.of(row.happenedAt()))
            .put(row.content().detail())
            .put(row.content().instant().map(Micros::of).orElse(Long.MIN_VALUE))
            .put(row.origin().key());
    return origin(digester, row.origin()).sha256();
  }

  static byte[] digest(int partition, DecisionRow row) {
    Digester digester =
        new Digester()
            .put(partition)
            .put(row.person().value())
            .put(row.version())
            .put(Micros.of(row.at()))
            .put(row.was().wire())
            .put(row.colour().wire())
            .put(row.policy())
            .put(row.rules().size());
    row.rules().forEach(digester::put);
    digester.put(row.facts().size());
    row.facts().forEach(fact -> digester.put(Micros.of(fact)));
    return digester.sha256();
  }

  /** Everything of an origin but its key. */
  @CanIgnoreReturnValue
  static Digester origin(Digester digester, Origin origin) {
    return digester
        .put(origin.source())
        .put(origin.authority())
        .put(origin.division().code())
        .put(origin.place())
        .put(origin.document());
  }
}
