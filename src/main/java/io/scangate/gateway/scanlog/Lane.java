package io.scangate.gateway.scanlog;

import io.scangate.cache.link.RedisLink;
import io.scangate.ops.ScanLogMeters;
import io.scangate.verdict.ScanLane;
import io.scangate.verdict.ScanRecord;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The records of one partition on their way to its stream, in order. Confined to its event loop.
 *
 * <p>One append is under way at a time, else a failed one would be overtaken by the next. When it
 * fails, it and all that come after go to the spool, until the spool has been delivered.
 *
 * <p>Each block says how many records this lane had appended before it, so that the reader of the
 * stream can count what never came. Records whose append was not answered get the same number when
 * they are appended again.
 */
final class Lane {
  /** Records, one after another. */
  private record Block(Buffer bytes, int records) {}

  private final String stream;
  private final UUID id = UUID.randomUUID();
  private final RedisLink link;
  private final ScanLogSettings settings;
  private final ScanLogMeters meters;
  private final SpoolDesk spool;
  private final ByteBuffer buffer;
  private final ArrayDeque<Block> waiting = new ArrayDeque<>();
  private int buffered;
  private int waitingBytes;
  private long appended;
  private Future<Void> sending = Future.succeededFuture();
  private Future<Void> delivery = Future.succeededFuture();
  private boolean closing;

  Lane(
      int partition,
      RedisLink link,
      ScanLogSettings settings,
      ScanLogMeters meters,
      SpoolDesk spool) {
    this.stream = "scans:{" + partition + "}";
    this.link = link;
    this.settings = settings;
    this.meters = meters;
    this.spool = spool;
    this.buffer = ByteBuffer.allocate(settings.blockBytes());
  }

  /** Where the next record is written; it has room for the longest. */
  ByteBuffer room() {
    if (buffer.remaining() < ScanRecord.MAX_BYTES) {
      flush();
    }
    buffered++;
    return buffer;
  }

  /** Sends what has gathered. */
  void flush() {
    if (buffered > 0) {
      pass(new Block(Buffer.buffer(Arrays.copyOf(buffer.array(), buffer.position())), buffered));
      buffer.clear();
      buffered = 0;
    }
  }

  /** Tries to deliver what is spooled, unless that is under way. */
  void retry() {
    if (delivery.isComplete() && !spool.isEmpty() && link.isUp(stream)) {
      delivery = deliver();
    }
  }

  /** Sends or spools everything; completes when it is at its place. */
  Future<Void> close() {
    closing = true;
    flush();
    return sending.transform(sent -> delivery).transform(delivered -> spool.close());
  }

  private void pass(Block block) {
    if (!spool.isEmpty()) {
      keep(block);
    } else if (waitingBytes + block.bytes().length() > settings.waitingBytes()) {
      meters.dropped(block.records());
    } else {
      waiting.add(block);
      waitingBytes += block.bytes().length();
      if (sending.isComplete()) {
        sending = send();
      }
    }
  }

  private Future<Void> send() {
    if (waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Block> blocks = List.copyOf(waiting);
    waiting.clear();
    waitingBytes = 0;
    return append(blocks)
        .transform(
            done -> {
              if (done.succeeded()) {
                blocks.forEach(block -> meters.appended(block.records()));
              } else {
                blocks.forEach(this::keep);
                waiting.forEach(this::keep);
                waiting.clear();
                waitingBytes = 0;
              }
              return send();
            });
  }

  private void keep(Block block) {
    spool.append(block.bytes().getBytes(), block.records());
  }

  /** Delivers block by block until none is left, an append fails, or the lane closes. */
  private Future<Void> deliver() {
    return spool
        .peek()
        .compose(
            block ->
                block.isEmpty() || closing
                    ? Future.succeededFuture()
                    : append(List.of(spooled(block.get())))
                        .compose(sent -> delivered(block.get()))
                        .compose(advanced -> deliver()));
  }

  private static Block spooled(byte[] block) {
    return new Block(Buffer.buffer(block), ScanRecord.count(block));
  }

  private Future<Void> delivered(byte[] block) {
    meters.delivered(ScanRecord.count(block));
    return spool.advance();
  }

  private Future<Void> append(List<Block> blocks) {
    List<Request> requests = new ArrayList<>();
    long before = appended;
    for (Block block : blocks) {
      requests.add(
          Request.cmd(Command.XADD)
              .arg(stream)
              .arg("MAXLEN")
              .arg("~")
              .arg(settings.streamCap())
              .arg("*")
              .arg(ScanLane.RECORDS)
              .arg(block.bytes())
              .arg(ScanLane.PLACE)
              .arg(Buffer.buffer(new ScanLane(id, before).toBytes())));
      before += block.records();
    }
    long after = before;
    return link.sendAll(stream, requests, settings.deadline())
        .map(
            replies -> {
              appended = after;
              return null;
            });
  }
}
