package io.scangate.casework;

import io.scangate.casework.certificates.CertificateProcedure;
import io.scangate.casework.checkpoints.CheckpointProcedure;
import io.scangate.casework.checkpoints.DeviceKeyProcedure;
import io.scangate.casework.corrections.CorrectionEndpoints;
import io.scangate.casework.identity.IdentityEndpoints;
import io.scangate.casework.orders.OrderProcedure;
import io.scangate.casework.recognition.RecognitionEndpoints;
import io.scangate.casework.release.ReleaseEndpoints;
import io.scangate.casework.reports.Reporting;
import io.scangate.casework.transfer.TransferProcedure;
import io.scangate.casework.who.Action;
import io.scangate.casework.who.OwnPermissions;
import io.scangate.casework.why.WhyEndpoints;
import io.scangate.ledger.Ledger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All procedures put together over a ledger: the one list of what can be asked for. */
public final class Casework {
  private Casework() {}

  /** Everything that people and staff can ask for. */
  public static List<Endpoint> endpoints(CaseworkParts parts) {
    Ledger ledger = parts.ledger();
    InstantSource clock = parts.clock();
    return Stream.of(
            basics(ledger),
            new CheckpointProcedure(ledger, clock).endpoints(),
            new DeviceKeyProcedure(ledger, clock, new SecureRandom()).endpoints(),
            new CertificateProcedure(parts).endpoints(),
            RecognitionEndpoints.of(parts),
            CorrectionEndpoints.of(parts),
            WhyEndpoints.of(parts),
            Reporting.endpoints(parts),
            new OrderProcedure(ledger, clock).endpoints(),
            IdentityEndpoints.of(parts),
            ReleaseEndpoints.of(parts),
            new TransferProcedure(parts).endpoints())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Endpoint> basics(Ledger ledger) {
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
