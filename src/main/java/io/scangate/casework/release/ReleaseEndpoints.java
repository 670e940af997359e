package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.who.Action;
import io.scangate.ledger.cases.ReleaseLists;
import java.util.List;
import java.util.Optional;

/** What staff can ask for about releases from isolation. */
public final class ReleaseEndpoints {
  private ReleaseEndpoints() {}

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> of(CaseworkParts parts) {
    ReleaseLists lists = new ReleaseLists(parts.ledger());
    ReleaseFiling filing = new ReleaseFiling(parts, lists);
    ReleaseDesk desk = new ReleaseDesk(parts, lists);
    ReleaseFiles files = new ReleaseFiles(parts, lists);
    Endpoint.Place division = visit -> Optional.of(visit.division("division"));
    Endpoint.Place place = desk::place;
    return List.of(
        Endpoint.of("releaseTemplate", Action.SEE_RELEASE_TEMPLATE, files::template),
        Endpoint.of(
            "fileCentralizedReleases",
            Action.FILE_CENTRALIZED_RELEASES,
            division,
            filing::centralized),
        Endpoint.of("fileHomeReleases", Action.FILE_HOME_RELEASES, division, filing::home),
        Endpoint.of(
            "listReleases",
            Action.LIST_RELEASES,
            division,
            visit -> desk.list(visit, visit.division("division"))),
        Endpoint.of("seeReleases", Action.LIST_RELEASES, place, desk::see),
        Endpoint.of("readReleaseForm", Action.READ_RELEASES, place, files::form),
        Endpoint.of("readReleaseScan", Action.READ_RELEASES, place, files::scan),
        Endpoint.of("readRejectedReleases", Action.READ_RELEASES, place, files::rejected),
        Endpoint.of("stopReleases", Action.HALT_RELEASES, place, desk::stop),
        Endpoint.of("resumeReleases", Action.HALT_RELEASES, place, desk::resume),
        Endpoint.of("withdrawReleases", Action.HALT_RELEASES, place, desk::withdraw),
        Endpoint.of(
            "reviewReleasesInTown", Action.REVIEW_RELEASES_IN_TOWN, place, desk::reviewInTown),
        Endpoint.of(
            "reviewReleasesInDistrict",
            Action.REVIEW_RELEASES_IN_DISTRICT,
            place,
            desk::reviewInDistrict));
  }
}
