package io.scangate.engine;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.TrustedKey;
import io.scangate.ledger.ChainAudit;
import io.scangate.ledger.ChainReading;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Chronicles;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PolicyAudit;
import io.scangate.ledger.RootAudit;
import io.scangate.ledger.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Checks a whole ledger, while engines write: each partition as it stood at one instant. Confined
 * to one check; what it holds at a time is a page of rows.
 */
public final class LedgerAudit {
  private final Ledger ledger;
  private final Consumer<Finding> findings;
  private final IntConsumer progress;
  private final Map<Integer, ChainReading> chains = new HashMap<>();
  private long people;
  private long unwhole;
  private long roots;
  private long found;

  /**
   * @param findings hears of what is wrong, as soon as it is known
   * @param progress hears how many links or people more were looked at
   */
  public LedgerAudit(Ledger ledger, Consumer<Finding> findings, IntConsumer progress) {
    this.ledger = ledger;
    this.findings = findings;
    this.progress = progress;
  }

  private void found(Finding finding) {
    found++;
    findings.accept(finding);
  }

  /** Checks the chain, the decisions and the codes of a partition. */
  public void partition(int partition) {
    chains.put(partition, Snapshot.of(ledger, snapshot -> partition(snapshot, partition)));
  }

  private ChainReading partition(Snapshot snapshot, int partition) {
    ChainReading chain = new ChainAudit(snapshot, partition, this::found, progress).walk();
    List<Judging> judging =
        new PolicyAudit(snapshot, partition == 0 ? this::found : finding -> {})
            .along(chain, partition, this::found);
    if (judging.isEmpty()) {
      return chain;
    }
    Recomputation recomputation = new Recomputation(partition, chain, judging);
    Chronicles chronicles = new Chronicles(snapshot, partition);
    for (List<Chronicle> page = chronicles.next(); !page.isEmpty(); page = chronicles.next()) {
      page.forEach(chronicle -> check(recomputation, chain, chronicle));
      progress.accept(page.size());
    }
    return chain;
  }

  /** Who was there before the first month that is left cannot be decided about again. */
  private void check(Recomputation recomputation, ChainReading chain, Chronicle chronicle) {
    people++;
    List<Finding> wrong = recomputation.of(chronicle);
    if (!wrong.isEmpty()
        && chain.horizon().filter(first -> chronicle.createdAt().isBefore(first)).isPresent()) {
      unwhole++;
      recomputation.ofLater(chronicle).forEach(this::found);
      return;
    }
    wrong.forEach(this::found);
  }

  /**
   * Checks roots: those that the ledger kept and those that were given out.
   *
   * @param keys those that may have signed
   * @param given hands over roots that were given out
   */
  public void roots(Collection<TrustedKey> keys, CryptoSuite suite, Consumer<RootAudit> given) {
    roots +=
        Snapshot.of(
            ledger,
            snapshot -> {
              RootAudit audit = new RootAudit(snapshot, keys, suite, this::found);
              audit.stored();
              given.accept(audit);
              return audit.end();
            });
  }

  /** What was checked so far. */
  public Counts counts() {
    return new Counts(
        chains.size(),
        chains.values().stream().mapToLong(ChainReading::links).sum(),
        chains.values().stream().mapToLong(ChainReading::facts).sum(),
        chains.values().stream().mapToLong(ChainReading::decisions).sum(),
        chains.values().stream().mapToLong(ChainReading::closedByHash).sum(),
        people,
        unwhole,
        roots,
        found);
  }

  /**
   * How much was checked. Immutable.
   *
   * @param closedByHash links whose facts are gone with their month
   * @param people whose decisions and code were computed again
   * @param unwhole people who cannot be, since a part of their history is gone with its month
   * @param findings how many things are wrong
   */
  public record Counts(
      int partitions,
      long links,
      long facts,
      long decisions,
      long closedByHash,
      long people,
      long unwhole,
      long roots,
      long findings) {}
}
