package io.scangate.casework;

import io.scangate.casework.who.Action;
import io.scangate.casework.who.OwnPermissions;
import io.scangate.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/** All procedures put together over a ledger: the one list of what can be asked for. */
public final class Casework {
  private Casework() {}

  /** Everything that people and staff can ask for. */
  public static List<Endpoint> endpoints(Ledger ledger) {
    StaffReadList reads = new StaffReadList(ledger);
    return List.of(
        Endpoint.of(
            "listPermissions",
            Action.SEE_OWN_PERMISSIONS,
            visit -> Reply.of(OwnPermissions.of(visit.warrant()))),
        Endpoint.of(
            "listStaffReads",
            Action.LIST_STAFF_READS,
            visit -> Optional.of(visit.division("division")),
            reads::list));
  }
}
