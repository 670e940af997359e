package io.scangate.casework.identity;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.who.Action;
import io.scangate.health.Division;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.cases.Identities;
import java.util.List;
import java.util.Optional;

/** What people and staff can ask for about who somebody is. */
public final class IdentityEndpoints {
  private IdentityEndpoints() {}

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> of(CaseworkParts with) {
    IdentityParts parts =
        new IdentityParts(
            with.engine(),
            with.people(),
            new Identities(with.ledger()),
            with.seal(),
            with.pepper(),
            with.city(),
            new RegistrationLimits(with.clock()),
            with.clock());
    Registration registration = new Registration(parts);
    OwnIdentity own = new OwnIdentity(parts);
    IdentityDesk desk = new IdentityDesk(parts, new StaffReads(with.ledger()));
    Sessions sessions = new Sessions(parts, with.sealing());
    return List.of(
        Endpoint.of("registerHolder", Action.REGISTER_ONESELF, registration::holder),
        Endpoint.of("registerMember", Action.REGISTER_RELATIVE, registration::member),
        Endpoint.of(
            "registerAtCounter",
            Action.REGISTER_AT_COUNTER,
            visit -> Optional.of(new Division(visit.body().getString("community"))),
            registration::atCounter),
        Endpoint.of("listIdentities", Action.SEE_OWN_IDENTITY, own::list),
        Endpoint.of("modifyIdentity", Action.MODIFY_OWN_IDENTITY, own::modify),
        Endpoint.of("declareHealth", Action.DECLARE_HEALTH, own::declare),
        Endpoint.of("openSession", Action.OPEN_SESSION, sessions::open),
        Endpoint.of("findIdentity", Action.FIND_IDENTITY, desk::placeOfDocument, desk::find),
        Endpoint.of("readIdentity", Action.READ_IDENTITY, desk::placeOfPerson, desk::read),
        Endpoint.of("eraseIdentity", Action.ERASE_IDENTITY, desk::placeOfPerson, desk::erase));
  }
}
