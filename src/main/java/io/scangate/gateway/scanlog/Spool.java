package io.scangate.gateway.scanlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of one partition that wait on disk, oldest first. Blocking, and confined to one thread
 * at a time.
 */
final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path directory;
  private final int loop;
  private final SecretKey key;
  private final SpoolBudget budget;
  private final ArrayDeque<SpoolSegment> segments = new ArrayDeque<>();
  private SpoolName newest;
  private @Nullable SpoolSegment open;

  Spool(Path directory, int partition, int loop, SecretKey key, SpoolBudget budget) {
    this.directory = directory;
    this.loop = loop;
    this.key = key;
    this.budget = budget;
    this.newest = new SpoolName(partition, loop, 0);
  }

  /** Takes over files that were left, in the order of delivery. */
  void adopt(List<SpoolName> left) throws IOException {
    for (SpoolName name : left) {
      SpoolSegment segment = SpoolSegment.open(name.in(directory), key);
      budget.occupied(segment.size());
      segments.add(segment);
      newest = name;
    }
  }

  /** Adds a block; false when the disk's share is used up and the block was not kept. */
  boolean append(byte[] block) throws IOException {
    if (!budget.take(SpoolSegment.sizeOf(block))) {
      return false;
    }
    SpoolSegment into = open;
    if (into == null || into.size() >= SpoolSegment.FULL) {
      newest = newest.next(loop);
      into = SpoolSegment.create(newest.in(directory), key);
      budget.occupied(into.size());
      segments.add(into);
      open = into;
    }
    into.append(block);
    return true;
  }

  /** The oldest block; a file that has none left to deliver is deleted on the way. */
  Optional<byte[]> peek() throws IOException {
    while (!segments.isEmpty()) {
      SpoolSegment oldest = segments.getFirst();
      Optional<byte[]> block = oldest.peek();
      if (block.isPresent()) {
        return block;
      }
      segments.removeFirst();
      if (oldest == open) {
        open = null;
      }
      budget.giveBack(oldest.size());
      if (oldest.isSealedByOthers()) {
        LOG.error("A file of the scan spool cannot be opened with this key, it is set aside");
        oldest.setAside();
      } else {
        oldest.delete();
      }
    }
    return Optional.empty();
  }

  /** The block that {@link #peek} showed was delivered. */
  void advance() throws IOException {
    SpoolSegment oldest = segments.peekFirst();
    if (oldest != null) {
      oldest.advance();
    }
  }

  /** Closes the files and leaves them for the next start. */
  void close() throws IOException {
    for (SpoolSegment segment : segments) {
      segment.close();
    }
    segments.clear();
    open = null;
  }
}
