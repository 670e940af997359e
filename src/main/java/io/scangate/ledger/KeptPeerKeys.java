package io.scangate.ledger;

import io.scangate.credential.TrustList;
import io.scangate.credential.TrustListFormat;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The list of other cities' keys of codes, which travels whole. Shared; waits. */
public final class KeptPeerKeys implements KeptList {
  private final Ledger ledger;

  /** Over a ledger. */
  public KeptPeerKeys(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public GateList list() {
    return GateList.PEER_KEYS;
  }

  @Override
  public byte[] whole(long number) {
    return TrustListFormat.write(
        new TrustList(
            0,
            PeerKeyDesk.keys(ledger.ask(PeerKeyDesk.LISTED, Tuple.of(number))).stream()
                .map(PeerKey::key)
                .toList()));
  }

  @Override
  public Optional<byte[]> change(long number) {
    return Optional.empty();
  }
}
