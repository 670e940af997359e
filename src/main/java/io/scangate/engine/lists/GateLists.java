package io.scangate.engine.lists;

import io.scangate.cache.ListHeld;
import io.scangate.cache.ListStored;
import io.scangate.cache.ListWriter;
import io.scangate.engine.Loop;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptCheckpoints;
import io.scangate.ledger.KeptList;
import io.scangate.ledger.KeptOrders;
import io.scangate.ledger.KeptPeerKeys;
import io.scangate.ledger.KeptRecognized;
import io.scangate.ledger.KeptWithdrawn;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.ListHeads;
import io.scangate.ledger.ListHeads.Head;
import io.scangate.ops.GateListMeters;
import io.scangate.ops.GateListMeters.Form;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Redis to what the ledger has of the lists. What Redis holds says what is to be done, so it
 * does not matter who published before, or what Redis has lost. Confined to the thread of its
 * rounds, which may wait.
 */
public final class GateLists {
  private static final Logger LOG = LoggerFactory.getLogger(GateLists.class);

  /** So many changes of a list are published one by one; with more it travels whole. */
  static final int MOST_AT_ONCE = 64;

  /** So many changes stand beside a list in Redis before they are written into it. */
  static final int MOST_CHANGES = 256;

  private static final List<GateList> ALL = List.of(GateList.values());

  private final Ledger ledger;
  private final List<KeptList> kept;
  private final Loop loop;
  private final ListWriter writer;
  private final ListSignature signature;
  private final GateListMeters meters;
  private final Set<GateList> ahead = EnumSet.noneOf(GateList.class);
  private final Map<GateList, Long> settled = new EnumMap<>(GateList.class);

  /**
   * Over a ledger and a Redis.
   *
   * @param loop the event loop of the writer
   */
  public GateLists(
      Ledger ledger, Loop loop, ListWriter writer, ListSignature signature, GateListMeters meters) {
    this.ledger = ledger;
    this.kept =
        List.of(
            new KeptCheckpoints(ledger),
            new KeptOrders(ledger),
            new KeptWithdrawn(ledger),
            new KeptRecognized(ledger),
            new KeptPeerKeys(ledger));
    this.loop = loop;
    this.writer = writer;
    this.signature = signature;
    this.meters = meters;
  }

  /** Looks at every list, and publishes what Redis lacks; to be called again and again. */
  public void round() throws InterruptedException {
    List<ListHeld> held;
    try {
      held = loop.ask(() -> writer.held(ALL.stream().map(GateList::text).toList()));
    } catch (IllegalStateException e) {
      tellWhatWaits();
      throw e;
    }
    // Read after it, so that the ledger has whatever was published from it.
    ListHeads heads = ListHeads.of(ledger);
    for (KeptList list : kept) {
      ListHeld there = held.get(ALL.indexOf(list.list()));
      settle(list, heads.incarnation(), heads.head(list.list()), there);
    }
  }

  /** It is another engine's to publish. */
  void rest() {
    ALL.forEach(list -> meters.rest(list.text()));
    settled.clear();
  }

  /** Redis is away; what has changed since it was seen last waits. */
  private void tellWhatWaits() {
    ListHeads heads = ListHeads.of(ledger);
    for (GateList list : ALL) {
      Head head = heads.head(list);
      if (settled.getOrDefault(list, -1L) != ListNumbers.of(heads.incarnation(), head.number())) {
        meters.behind(list.text(), head.age());
      }
    }
  }

  private void settle(KeptList list, int incarnation, Head head, ListHeld held)
      throws InterruptedException {
    String name = list.list().text();
    long wanted = ListNumbers.of(incarnation, head.number());
    if (held.number() > wanted) {
      meters.behind(name, Duration.ZERO);
      if (ahead.add(list.list())) {
        LOG.error(
            "list {}: Redis holds number {} and the ledger has come to {}: a ledger that was"
                + " restored must be told so, or gateways go on by what it has lost",
            name,
            held.number(),
            wanted);
      }
      return;
    }
    ahead.remove(list.list());
    OptionalInt changes = OptionalInt.of(held.changes());
    if (held.number() < wanted) {
      long base = ListNumbers.base(incarnation);
      meters.behind(name, held.number() < base ? Duration.ZERO : head.age());
      changes = publish(list, held, wanted, base);
    }
    if (changes.isPresent()) {
      done(list.list(), wanted);
      if (changes.getAsInt() > MOST_CHANGES) {
        fold(list, wanted);
      }
    }
  }

  private void done(GateList list, long number) {
    meters.level(list.text());
    settled.put(list, number);
  }

  /** How many changes stand beside the list then; empty where Redis does not have it all. */
  private OptionalInt publish(KeptList list, ListHeld held, long wanted, long base)
      throws InterruptedException {
    if (held.number() < base || wanted - held.number() > MOST_AT_ONCE) {
      return whole(list, wanted) ? OptionalInt.of(0) : OptionalInt.empty();
    }
    int changes = held.changes();
    for (long number = held.number() + 1; number <= wanted; number++) {
      Optional<byte[]> change = list.change(ListNumbers.inLedger(number));
      if (change.isEmpty()) {
        return whole(list, wanted) ? OptionalInt.of(0) : OptionalInt.empty();
      }
      if (!change(list, number, change.get())) {
        return OptionalInt.empty();
      }
      changes++;
    }
    return OptionalInt.of(changes);
  }

  private boolean whole(KeptList list, long number) throws InterruptedException {
    byte[] signed = sign(list, number, list.whole(ListNumbers.inLedger(number)));
    String name = list.list().text();
    return stored(list, Form.WHOLE, loop.ask(() -> writer.whole(name, number, signed)));
  }

  private boolean change(KeptList list, long number, byte[] content) throws InterruptedException {
    byte[] signed = sign(list, number, content);
    String name = list.list().text();
    return stored(list, Form.CHANGE, loop.ask(() -> writer.change(name, number, signed)));
  }

  private void fold(KeptList list, long number) throws InterruptedException {
    byte[] signed = sign(list, number, list.whole(ListNumbers.inLedger(number)));
    String name = list.list().text();
    // Refused where a change came meanwhile: then it is done another time.
    var _ = stored(list, Form.FOLDED, loop.ask(() -> writer.fold(name, number, signed)));
  }

  private byte[] sign(KeptList list, long number, byte[] content) {
    return signature.sign(list.list().text(), number, content);
  }

  /** What Redis refuses another engine has brought, or Redis has lost; the next round sees. */
  private boolean stored(KeptList list, Form form, ListStored stored) {
    String name = list.list().text();
    return switch (stored) {
      case ListStored.Stored() -> {
        meters.published(name, form);
        yield true;
      }
      case ListStored.Refused(long holds) -> {
        LOG.debug("list {}: Redis holds number {}", name, holds);
        yield false;
      }
    };
  }
}
