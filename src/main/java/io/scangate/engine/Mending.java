package io.scangate.engine;

import io.scangate.cache.Layout;
import io.scangate.cache.StoredCodes.Stored;
import io.scangate.health.CodeStatus;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ops.PublishMeters;
import io.scangate.ops.PublishMeters.Difference;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that what looks different in Redis is different, and has the truth told again through
 * the outbox, so that it comes to Redis and to every gateway in the order of everything else.
 * Confined to the thread of the sweep.
 *
 * <p>A newer version wins; so where Redis holds the ledger's version or a higher one, gateways are
 * first told to forget the person, and then the code.
 */
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);
  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000L;

  private final Loop loop;
  private final Ledger ledger;
  private final PublishMeters meters;
  private final InstantSource clock;

  Mending(Loop loop, Ledger ledger, PublishMeters meters, InstantSource clock) {
    this.loop = loop;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
  }

  private record Wrong(PersonRef person, Stored held, Difference kind) {}

  /** How what is held differs from the code of the ledger. */
  static Optional<Difference> difference(Stored held, Optional<Code> code, int incarnation) {
    return switch (held) {
      case Stored.Absent() -> code.map(there -> Difference.MISSING);
      case Stored.Malformed() -> Optional.of(code.isEmpty() ? Difference.EXTRA : Difference.OTHER);
      case Stored.Held(var status) ->
          code.isEmpty()
              ? Optional.of(Difference.EXTRA)
              : difference(status, code.get().status(incarnation));
    };
  }

  private static Optional<Difference> difference(CodeStatus held, CodeStatus truth) {
    if (held.equals(truth)) {
      return Optional.empty();
    } else if (truth.isNewerThan(held)) {
      return Optional.of(Difference.OLDER);
    }
    return Optional.of(held.isNewerThan(truth) ? Difference.NEWER : Difference.OTHER);
  }

  /** Which of these people have no code. */
  List<Long> withoutCode(Published partition, List<Long> people) throws InterruptedException {
    Set<Long> without = new HashSet<>(people);
    codes(partition, people).keySet().forEach(without::remove);
    return List.copyOf(without);
  }

  private static Map<Long, Code> codes(Published partition, List<Long> people)
      throws InterruptedException {
    Map<Long, Code> codes = new HashMap<>();
    List<PersonRef> refs = people.stream().map(PersonRef::new).toList();
    for (Code code : Loop.await(partition.outbox().codesOf(refs))) {
      codes.put(code.person().value(), code);
    }
    return codes;
  }

  /** Looks once more at people who seemed to differ, and mends what does. */
  void mend(Published partition, List<Long> suspects) throws InterruptedException {
    List<Wrong> wrong = suspects.isEmpty() ? List.of() : confirmed(partition, suspects);
    if (wrong.isEmpty()) {
      return;
    }
    Map<Difference, Integer> kinds = new EnumMap<>(Difference.class);
    for (Wrong each : wrong) {
      meters.different(each.kind());
      kinds.merge(each.kind(), 1, Integer::sum);
    }
    LOG.error(
        "RedisDiffers: {} codes in partition {} of Redis are not those of the ledger ({}); they"
            + " are told again",
        wrong.size(),
        partition.partition(),
        kinds);
    var _ = ledger.within(partition.partition(), clock, transaction -> tell(transaction, wrong));
    loop.run(() -> partition.publisher().nudge());
  }

  /**
   * Those who differ for sure: who had the same code before and after, while Redis came to hold
   * everything that had been committed before it was asked.
   */
  private List<Wrong> confirmed(Published partition, List<Long> suspects)
      throws InterruptedException {
    Map<Long, Code> before = codes(partition, suspects);
    long head = Loop.await(partition.outbox().head()).sequence();
    Layout layout =
        isPublished(partition, head) ? loop.ask(partition.writer()::state).layout() : null;
    if (layout == null) {
      return List.of();
    }
    List<Stored> held = loop.ask(() -> partition.stored().of(layout, suspects));
    Map<Long, Code> after = codes(partition, suspects);
    List<Wrong> wrong = new ArrayList<>();
    for (int i = 0; i < suspects.size(); i++) {
      long person = suspects.get(i);
      Stored found = held.get(i);
      Optional<Difference> kind =
          difference(
              found, Optional.ofNullable(after.get(person)), partition.changes().incarnation());
      if (kind.isPresent() && Objects.equals(before.get(person), after.get(person))) {
        wrong.add(new Wrong(new PersonRef(person), found, kind.get()));
        if (found instanceof Stored.Malformed) {
          var _ = loop.ask(() -> partition.stored().clear(layout, person));
        }
      }
    }
    return wrong;
  }

  private boolean isPublished(Published partition, long head) throws InterruptedException {
    long begun = System.nanoTime();
    while (loop.ask(() -> Future.succeededFuture(partition.publisher().published())) < head) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private static int tell(PartitionTransaction transaction, List<Wrong> wrong) {
    Map<PersonRef, Code> codes = transaction.codes(wrong.stream().map(Wrong::person).toList());
    for (Wrong each : wrong) {
      if (each.held() instanceof Stored.Held(var status) && each.kind() != Difference.OLDER) {
        transaction.tellErased(each.person(), status.version() + 1);
      }
      Code code = codes.get(each.person());
      if (code != null) {
        transaction.tellAgain(code);
      }
    }
    return wrong.size();
  }
}
