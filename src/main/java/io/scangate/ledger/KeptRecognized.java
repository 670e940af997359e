package io.scangate.ledger;

import io.scangate.credential.RecognizedCodes;
import io.scangate.credential.Serial;
import io.scangate.health.Division;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The list of recognized codes of other cities. Shared; waits. */
public final class KeptRecognized implements KeptList {
  /** One that expired a day ago is refused by every gateway's clock. */
  private static final String WHOLE =
      """
      select r.issuer, r.serial, r.person from recognized_code r
      where r.listed_in <= $1 and r.expires_at > now() - interval '1 day'
        and not exists (
          select 1 from recognized_code_end e where e.code = r.id and e.unlisted_in <= $1)\
      """;

  private static final String ADDED =
      "select issuer, serial, person from recognized_code where listed_in = $1";

  private static final String REMOVED =
      """
      select r.issuer, r.serial, r.person
      from recognized_code_end e join recognized_code r on r.id = e.code
      where e.unlisted_in = $1\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public KeptRecognized(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public GateList list() {
    return GateList.RECOGNIZED;
  }

  @Override
  public byte[] whole(long number) {
    return codes(WHOLE, number).write();
  }

  @Override
  public Optional<byte[]> change(long number) {
    return Optional.of(RecognizedCodes.writeChange(codes(ADDED, number), codes(REMOVED, number)));
  }

  private RecognizedCodes codes(String sql, long number) {
    Map<Division, Map<Serial, Long>> holders = new HashMap<>();
    for (Row row : ledger.ask(sql, Tuple.of(number))) {
      holders
          .computeIfAbsent(new Division(row.getString("issuer")), issuer -> new HashMap<>())
          .put(SerialDesk.serial(row), row.getLong("person"));
    }
    return RecognizedCodes.of(holders);
  }
}
