package io.scangate.cache;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Loop;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A city's changes and their publishers on one event loop. Shared. */
final class TestEngine implements AutoCloseable {
  final Loop loop = new Loop();
  final RedisLink link;
  final int partitions;
  private final int incarnation;
  private final List<ChangeLog> logs = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final Map<Long, Long> versions = new ConcurrentHashMap<>();

  TestEngine(String url, int partitions) {
    this(url, partitions, 0, 100_000);
  }

  TestEngine(String url, int partitions, int incarnation, int kept) {
    this(LinkSettings.of(RedisAddress.parse(url)), partitions, incarnation, kept);
  }

  TestEngine(LinkSettings redis, int partitions, int incarnation, int kept) {
    this.partitions = partitions;
    this.incarnation = incarnation;
    for (int partition = 0; partition < partitions; partition++) {
      logs.add(new ChangeLog(incarnation, kept));
    }
    link = loop.call(() -> RedisLink.open(loop.vertx(), redis, new SilentLinkMeters()));
  }

  TestEngine start() {
    loop.run(
        () -> {
          for (int partition = 0; partition < partitions; partition++) {
            Publisher publisher =
                new Publisher(
                    loop.vertx(),
                    link,
                    partition,
                    logs.get(partition),
                    WriterSettings.DEFAULT.inPartitions(partitions),
                    new SilentPublishMeters());
            publishers.add(publisher);
            publisher.start();
          }
        });
    return this;
  }

  /** Ends the publishing, as a killed engine does; what is committed waits. */
  void halt() {
    for (Publisher publisher : List.copyOf(publishers)) {
      var _ = loop.await(publisher::stop);
    }
    publishers.clear();
  }

  /** Commits the first or the next code of a person. */
  CodeStatus commit(long person, Colour colour) {
    long version = versions.merge(person, (long) incarnation << 56 | 1, (old, one) -> old + 1);
    CodeStatus status =
        new CodeStatus(person, version, colour, 1_700_000_000, 28_000_000, true, false);
    commit(new CodeChange.Stored(status));
    return status;
  }

  void erase(long person) {
    commit(new CodeChange.Erased(person, versions.merge(person, 1L, Long::sum)));
  }

  private void commit(CodeChange change) {
    int partition = PersonRef.partition(change.person(), partitions);
    var _ =
        logs.get(partition).commit(change, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    if (!publishers.isEmpty()) {
      loop.run(publishers.get(partition)::nudge);
    }
  }

  /** Whether Redis holds the sequence of the last change of that person's partition. */
  boolean isWritten(CodeStatus status) {
    int partition = PersonRef.partition(status.person(), partitions);
    long last = loop.await(logs.get(partition)::snapshot).sequence();
    return loop.await(new CodeWriter(link, partition, WriterSettings.DEFAULT)::state).sequence()
        == last;
  }

  void rebuild(int partition) {
    var _ = loop.await(publishers.get(partition)::rebuild);
  }

  @Override
  public void close() {
    halt();
    var _ = loop.await(link::close);
    loop.close();
  }
}
