package io.scangate.serve;

import io.scangate.cache.ListListener;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyRing;
import io.scangate.credential.ListCheck;
import io.scangate.credential.ListReading;
import io.scangate.credential.RecognizedCodes;
import io.scangate.credential.SealedKeys;
import io.scangate.credential.SignedList;
import io.scangate.credential.TrustList;
import io.scangate.credential.TrustListFormat;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.gateway.Lists;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.ListException;
import io.scangate.verdict.Orders;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the lists that come with the feed and gives each to whom it is for; one that is not
 * genuine, or that cannot be read, changes nothing. Confined to the event loop of the feed, but for
 * {@link #ring} and {@link #hasKeys}, which anybody may ask.
 */
public final class ListFollower {
  private static final Logger LOG = LoggerFactory.getLogger(ListFollower.class);

  /** Without these no code can be read. */
  private static final Set<ListName> NEEDED =
      EnumSet.of(ListName.TRUST, ListName.EPOCH_KEYS, ListName.YEAR_KEYS, ListName.CHECKPOINTS);

  private final GatewayKeys keys;
  private final CryptoSuite crypto;
  private final Lists lists;
  private final Set<ListName> missing = EnumSet.copyOf(NEEDED);
  private SerialsHeld serials = SerialsHeld.NONE;
  private TrustList own = new TrustList(0, List.of());
  private TrustList peers = own;
  private volatile KeyRing ring;
  private volatile boolean complete;

  /**
   * @param ring without keys
   * @param lists of the gateway
   */
  public ListFollower(GatewayKeys keys, CryptoSuite crypto, KeyRing ring, Lists lists) {
    this.keys = keys;
    this.crypto = crypto;
    this.ring = ring;
    this.lists = lists;
  }

  /** The keys of the moment. */
  public KeyRing ring() {
    return ring;
  }

  /** Whether every list that codes cannot be read without is held. */
  boolean hasKeys() {
    return complete;
  }

  /** Follows the lists from now on. */
  public void follow(io.scangate.cache.Lists feed) {
    for (ListName name : ListName.values()) {
      feed.on(
          name.text(),
          new ListListener() {
            @Override
            public void whole(long number, byte[] bytes) {
              take(name, number, bytes, content -> takeOver(name, content));
            }

            @Override
            public void change(long number, byte[] bytes) {
              take(name, number, bytes, content -> add(name, content));
            }
          });
    }
  }

  private void take(ListName name, long number, byte[] bytes, Consumer<byte[]> taker) {
    switch (SignedList.verify(bytes, name.text(), keys.listKeys(), crypto)) {
      case ListCheck.Refused(ListCheck.Refusal why) ->
          LOG.error("list {} number {} is refused: {}", name.text(), number, why);
      case ListCheck.Verified verified when verified.number() != number ->
          LOG.error(
              "list {} number {} is refused: it was signed as number {}",
              name.text(),
              number,
              verified.number());
      case ListCheck.Verified verified -> taker.accept(verified.content());
    }
  }

  private void takeOver(ListName name, byte[] content) {
    switch (name) {
      case TRUST ->
          read(
              name,
              TrustListFormat.read(content),
              list -> {
                own = list;
                trust();
              });
      case PEER_KEYS ->
          read(
              name,
              TrustListFormat.read(content),
              list -> {
                peers = list;
                trust();
              });
      case EPOCH_KEYS ->
          read(
              name,
              SealedKeys.OF_EPOCHS.read(content, keys.sealing()),
              list -> ring = ring.withEpochs(list));
      case YEAR_KEYS ->
          read(
              name,
              SealedKeys.OF_YEARS.read(content, keys.sealing()),
              list -> ring = ring.withYears(list));
      case CHECKPOINTS -> read(name, lines(content, CheckpointList::of), lists::takeOver);
      case ORDERS -> read(name, lines(content, Orders::of), lists::takeOver);
      case WITHDRAWN ->
          read(name, WithdrawnCodes.read(content), list -> hold(serials.withWithdrawn(list)));
      case RECOGNIZED ->
          read(name, RecognizedCodes.read(content), list -> hold(serials.withRecognized(list)));
    }
  }

  /** Only the lists that grow long come in changes. */
  private void add(ListName name, byte[] content) {
    switch (name) {
      case WITHDRAWN ->
          read(
              name,
              serials.withdrawn().changed(content),
              list -> hold(serials.withWithdrawn(list)));
      case RECOGNIZED ->
          read(
              name,
              serials.recognized().changed(content),
              list -> hold(serials.withRecognized(list)));
      case CHECKPOINTS -> read(name, lines(content, CheckpointChange::of), lists::change);
      case TRUST, PEER_KEYS, EPOCH_KEYS, YEAR_KEYS, ORDERS ->
          LOG.error("list {} comes whole; a change of it is refused", name.text());
    }
  }

  /** Codes are checked by our own keys and by those of other cities. */
  private void trust() {
    ring = ring.withTrust(own.with(peers));
    tellOffline();
  }

  private void hold(SerialsHeld held) {
    serials = held;
    lists.takeOver(held);
    tellOffline();
  }

  private void tellOffline() {
    lists.takeOverTrust(TrustListFormat.writeForGates(ring.trust(), serials.withdrawn()));
  }

  private static <T> ListReading<T> lines(byte[] content, Function<byte[], T> reader) {
    try {
      return new ListReading.Sound<>(reader.apply(content));
    } catch (ListException e) {
      return new ListReading.Unsound<>(String.valueOf(e.getMessage()));
    }
  }

  private <T> void read(ListName name, ListReading<T> reading, Consumer<T> taker) {
    switch (reading) {
      case ListReading.Unsound<T>(String why) ->
          LOG.error("list {} cannot be read: {}", name.text(), why);
      case ListReading.Sound<T>(T list) -> {
        taker.accept(list);
        missing.remove(name);
        complete = missing.isEmpty();
      }
    }
  }
}
