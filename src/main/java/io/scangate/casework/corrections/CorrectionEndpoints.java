package io.scangate.casework.corrections;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.who.Action;
import io.scangate.ledger.cases.CorrectionStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked for about corrections and manual reviews. */
public final class CorrectionEndpoints {
  private CorrectionEndpoints() {}

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> of(CaseworkParts with) {
    CorrectionParts parts = CorrectionParts.of(with);
    return Stream.of(applicants(parts), staff(parts)).flatMap(List::stream).toList();
  }

  private static List<Endpoint> applicants(CorrectionParts parts) {
    Applying applying = new Applying(parts);
    OwnApplications own = new OwnApplications(parts);
    return List.of(
        Endpoint.of("apply", Action.APPLY_FOR_CORRECTION, applying::holder),
        Endpoint.of(
            "applyForEmployee",
            Action.APPLY_FOR_EMPLOYEE,
            applying::placeOfEmployee,
            applying::employer),
        Endpoint.of("listApplications", Action.SEE_OWN_APPLICATIONS, own::list),
        Endpoint.of("seeApplication", Action.SEE_OWN_APPLICATIONS, own::see),
        Endpoint.of("addEvidence", Action.ADD_EVIDENCE, own::addEvidence),
        Endpoint.of("withdrawApplication", Action.WITHDRAW_APPLICATION, own::withdraw),
        Endpoint.of("appealRefusal", Action.APPEAL_REFUSAL, own::appeal));
  }

  private static List<Endpoint> staff(CorrectionParts parts) {
    Reviewing reviewing = new Reviewing(parts);
    Chain chain = new Chain(parts);
    return List.of(
        Endpoint.of(
            "listCorrections",
            Action.LIST_CORRECTIONS,
            visit -> Optional.of(visit.division("division")),
            reviewing::list),
        Endpoint.of("readCorrection", Action.READ_CORRECTION, reviewing::place, reviewing::read),
        Endpoint.of("readEvidence", Action.READ_CORRECTION, reviewing::place, reviewing::evidence),
        step("reportCorrection", Action.REPORT_CORRECTION, CorrectionStep.REPORT, reviewing, chain),
        step("reviewCorrection", Action.REVIEW_CORRECTION, CorrectionStep.REVIEW, reviewing, chain),
        step("submitCorrection", Action.SUBMIT_CORRECTION, CorrectionStep.SUBMIT, reviewing, chain),
        step("auditCorrection", Action.AUDIT_CORRECTION, CorrectionStep.AUDIT, reviewing, chain),
        step("confirmTest", Action.CONFIRM_TEST, CorrectionStep.TEST, reviewing, chain),
        step("convertCode", Action.CONVERT_CODE, CorrectionStep.CONVERT, reviewing, chain),
        step(
            "reconsiderRefusal",
            Action.RECONSIDER_REFUSAL,
            CorrectionStep.RECONSIDER,
            reviewing,
            chain));
  }

  private static Endpoint step(
      String operation, Action action, CorrectionStep step, Reviewing reviewing, Chain chain) {
    return Endpoint.of(operation, action, reviewing::place, visit -> chain.step(visit, step));
  }
}
