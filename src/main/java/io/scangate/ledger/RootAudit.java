package io.scangate.ledger;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.LedgerRoot;
import io.scangate.credential.RootCheck;
import io.scangate.credential.SignedRoot;
import io.scangate.credential.TrustedKey;
import io.scangate.ledger.Finding.Kind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Checks roots against the chains: each is signed by a key that is believed, and every head in it
 * lies on the chain of its partition. Confined to one check.
 */
public final class RootAudit {
  private static final int PAGE = 500;

  private static final String STORED =
      "select at, signed from root where at > $1 order by at limit $2";

  private static final String HASHES =
      "select number, hash from link where partition = $1 and number = any ($2::int8[])";

  private final Snapshot snapshot;
  private final List<TrustedKey> keys;
  private final CryptoSuite suite;
  private final Consumer<Finding> findings;
  private final Map<Integer, Long> agreed = new TreeMap<>();
  private final Map<Integer, String> contradicted = new TreeMap<>();
  private long checked;

  /** A signed root and what it is called in findings. Immutable. */
  private record Named(String name, LedgerRoot root) {}

  /**
   * @param keys those that may have signed
   */
  public RootAudit(
      Snapshot snapshot,
      Collection<TrustedKey> keys,
      CryptoSuite suite,
      Consumer<Finding> findings) {
    this.snapshot = snapshot;
    this.keys = List.copyOf(keys);
    this.suite = suite;
    this.findings = findings;
  }

  /** Checks what the ledger itself kept. */
  public void stored() {
    Instant after = Instant.EPOCH;
    while (true) {
      List<Named> page = new ArrayList<>();
      int rows = 0;
      for (Row row : snapshot.ask(STORED, Tuple.of(Micros.column(after), PAGE))) {
        rows++;
        after = Rows.instant(row, "at");
        String name = "root at " + after;
        byte[] signed = Rows.bytes(row, "signed");
        Instant at = after;
        signed(name, signed)
            .ifPresent(
                root -> {
                  if (RootShelf.minute(root.at()).equals(at)) {
                    page.add(new Named(name, root));
                  } else {
                    found(Kind.CHANGED, name, "it was signed at " + root.at());
                  }
                });
      }
      if (rows == 0) {
        return;
      }
      onChain(page);
    }
  }

  /**
   * Checks roots that were given out earlier; those that the ledger does not know any more are told
   * too.
   *
   * @param name what findings call their place
   */
  public void givenOut(String name, List<byte[]> roots) {
    for (int from = 0; from < roots.size(); from += PAGE) {
      List<Named> page = new ArrayList<>();
      for (byte[] signed : roots.subList(from, Math.min(from + PAGE, roots.size()))) {
        signed(name, signed)
            .ifPresent(root -> page.add(new Named("root of " + root.at() + " in " + name, root)));
      }
      onChain(page);
      kept(page);
    }
  }

  private Optional<LedgerRoot> signed(String name, byte[] signed) {
    checked++;
    return switch (SignedRoot.verify(signed, keys, suite)) {
      case RootCheck.Verified(LedgerRoot root) -> Optional.of(root);
      case RootCheck.Refused(RootCheck.Refusal why) -> {
        found(Kind.NOT_SIGNED, name, why.text());
        yield Optional.empty();
      }
    };
  }

  private void onChain(List<Named> page) {
    Map<Integer, Set<Long>> wanted = new TreeMap<>();
    for (Named named : page) {
      for (LedgerRoot.Head head : named.root().heads()) {
        wanted.computeIfAbsent(head.partition(), p -> new HashSet<>()).add(head.link());
      }
    }
    Map<Integer, Map<Long, String>> hashes = new HashMap<>();
    wanted.forEach(
        (partition, links) -> {
          Map<Long, String> found = new HashMap<>();
          Tuple of = Tuple.tuple().addInteger(partition).addArrayOfLong(links.toArray(Long[]::new));
          for (Row row : snapshot.ask(HASHES, of)) {
            found.put(row.getLong("number"), Rows.hex(row, "hash"));
          }
          hashes.put(partition, found);
        });
    for (Named named : page) {
      for (LedgerRoot.Head head : named.root().heads()) {
        if (head.hash().equals(hashes.getOrDefault(head.partition(), Map.of()).get(head.link()))) {
          agreed.merge(head.partition(), head.link(), Math::max);
        } else {
          contradicted.putIfAbsent(
              head.partition(), named.name() + " says another link " + head.link());
        }
      }
    }
  }

  private void kept(List<Named> page) {
    Set<Instant> held = new HashSet<>();
    for (Row row :
        snapshot.ask(
            "select at from root where at = any ($1::timestamptz[])",
            Tuple.tuple()
                .addArrayOfOffsetDateTime(
                    Rows.instants(
                        page, named -> Micros.column(RootShelf.minute(named.root().at())))))) {
      held.add(Rows.instant(row, "at"));
    }
    for (Named named : page) {
      if (!held.contains(RootShelf.minute(named.root().at()))) {
        found(
            Kind.MISSING,
            named.name(),
            "it was given out and the table root has none of its minute");
      }
    }
  }

  /**
   * Tells which chains are not those that the roots speak of.
   *
   * @return how many roots were checked
   */
  public long end() {
    contradicted.forEach(
        (partition, why) ->
            findings.accept(
                new Finding(
                    Kind.REWRITTEN,
                    Optional.of(partition),
                    Optional.empty(),
                    "link",
                    Optional.of(agreed.getOrDefault(partition, 0L)),
                    why)));
    return checked;
  }

  private void found(Kind kind, String row, String why) {
    findings.accept(
        new Finding(kind, Optional.empty(), Optional.empty(), row, Optional.empty(), why));
  }
}
