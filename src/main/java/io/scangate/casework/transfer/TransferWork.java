package io.scangate.casework.transfer;

import io.scangate.casework.CaseworkParts;
import io.scangate.credential.TransferSheet;
import io.scangate.engine.Rounds;
import io.scangate.ledger.RootShelf;
import io.scangate.ledger.cases.Transfer;
import io.scangate.ledger.cases.Transfers;
import io.scangate.ledger.cases.Transfers.Conversion;
import io.scangate.ledger.cases.Transfers.File;
import io.scangate.ledger.cases.Transfers.Last;
import io.scangate.ledger.cases.Transfers.Order;
import io.scangate.ledger.cases.Transfers.Span;
import io.scangate.ledger.cases.WorkHold;
import io.scangate.ops.TransferMeters;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Signs and hands over what districts have approved, and counts who is late. A file is signed once
 * and kept as it is; so whoever goes on after an interruption brings the same bytes under the same
 * name. Confined to its thread.
 */
public final class TransferWork implements Rounds.Round {
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration MEASURE = Duration.ofMinutes(1);
  private static final String NOTHING_BEFORE = "00".repeat(32);
  private static final int PAGE = 1_000;

  private final CaseworkParts parts;
  private final Transfers transfers;
  private final RootShelf roots;
  private final TransferDays days;
  private final Channel channel;
  private final Function<TransferSheet, byte[]> signature;
  private final TransferMeters meters;
  private final UUID worker = UUID.randomUUID();
  private Instant nextMeasure = Instant.MIN;

  /**
   * @param channel the way to the municipality
   * @param signature signs a sheet
   */
  public TransferWork(
      CaseworkParts parts,
      Channel channel,
      Function<TransferSheet, byte[]> signature,
      TransferMeters meters) {
    this.parts = parts;
    this.transfers = new Transfers(parts.ledger());
    this.roots = new RootShelf(parts.ledger());
    this.days = new TransferDays(parts.ledger(), parts.transfers().deadline());
    this.channel = channel;
    this.signature = signature;
    this.meters = meters;
  }

  @Override
  public Duration go() {
    measure();
    Instant now = parts.clock().instant();
    Optional<Order> order = transfers.claim(new WorkHold(worker, now.plus(HOLD)), now);
    if (order.isEmpty()) {
      return REST;
    }
    File file = transfers.file(order.get().id()).orElseGet(() -> sign(order.get()));
    try {
      channel.bring(name(order.get(), file), file.bytes());
    } catch (IOException e) {
      meters.failed();
      throw new UncheckedIOException(e);
    }
    transfers.handed(order.get().id(), parts.clock().instant());
    meters.handed();
    nextMeasure = Instant.MIN;
    return Duration.ZERO;
  }

  private static String name(Order order, File file) {
    return "transfer-%s-%s-%06d.cose"
        .formatted(order.district().code(), order.day(), file.number());
  }

  private File sign(Order order) {
    Instant now = parts.clock().instant();
    Optional<Last> last = transfers.last(order.district());
    long number = last.map(it -> it.number() + 1).orElse(1L);
    TransferSheet sheet =
        new TransferSheet(
            order.district(),
            order.day(),
            number,
            last.map(it -> HexFormat.of().formatHex(it.digest().getBytes())).orElse(NOTHING_BEFORE),
            now,
            roots.latest().map(it -> HexFormat.of().formatHex(it.getBytes())).orElse(""),
            entries(order, days.zone(now)));
    byte[] signed = signature.apply(sheet);
    File file = new File(number, Buffer.buffer(signed));
    transfers.sign(order, file, Buffer.buffer(sha256(signed)), now);
    return file;
  }

  private List<TransferSheet.Entry> entries(Order order, ZoneId zone) {
    Span span = TransferDays.of(order.day(), zone);
    List<TransferSheet.Entry> entries = new ArrayList<>();
    List<Conversion> page = transfers.conversions(order.district(), span, Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (Conversion one : page) {
        entries.add(
            new TransferSheet.Entry(
                one.person().value(),
                one.fact(),
                one.detail(),
                one.at(),
                one.authority(),
                one.document().orElse("")));
      }
      page = transfers.conversions(order.district(), span, Optional.of(page.getLast()), PAGE);
    }
    return entries;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void measure() {
    Instant now = parts.clock().instant();
    if (now.isBefore(nextMeasure)) {
      return;
    }
    ZoneId zone = days.zone(now);
    long late =
        transfers.due(zone, TransferDays.told(now, zone), parts.city()).stream()
            .filter(transfer -> transfer.handed().isEmpty())
            .filter(transfer -> !now.isBefore(days.deadline(transfer.day(), zone)))
            .map(Transfer::district)
            .distinct()
            .count();
    meters.late(late);
    nextMeasure = now.plus(MEASURE);
  }
}
