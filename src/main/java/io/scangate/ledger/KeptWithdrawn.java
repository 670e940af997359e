package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.credential.WithdrawnCodes;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of withdrawn codes. Shared; waits. */
public final class KeptWithdrawn implements KeptList {
  /** One that expired a day ago is refused by every gateway's clock. */
  private static final String WHOLE =
      """
      select serial from withdrawn_code
      where listed_in <= $1 and expires_at > now() - interval '1 day'\
      """;

  private static final String ADDED = "select serial from withdrawn_code where listed_in = $1";

  private final Ledger ledger;

  /** Over a ledger. */
  public KeptWithdrawn(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public GateList list() {
    return GateList.WITHDRAWN;
  }

  @Override
  public byte[] whole(long number) {
    return codes(WHOLE, number).write();
  }

  @Override
  public Optional<byte[]> change(long number) {
    return Optional.of(WithdrawnCodes.writeChange(codes(ADDED, number), WithdrawnCodes.NONE));
  }

  private WithdrawnCodes codes(String sql, long number) {
    List<Serial> serials = new ArrayList<>();
    for (Row row : ledger.ask(sql, Tuple.of(number))) {
      serials.add(SerialDesk.serial(row));
    }
    return WithdrawnCodes.of(serials);
  }
}
