package io.scangate.casework.who;

import io.scangate.health.Division;
import io.scangate.signin.issuer.Account;
import io.scangate.signin.issuer.ClientSecret;
import io.scangate.signin.issuer.SecretHash;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An account for each role at the embedded issuer, so that every procedure can be tried; their
 * secrets are new at every start. Immutable.
 */
public final class StaffAccounts {
  /** Whom the tokens are for. */
  public static final String AUDIENCE = "scangate-casework";

  /** A community of the synthetic city, below the city's four digits. */
  private static final String COMMUNITY = "05001001";

  private static final int CITY = 4;
  private static final String STAFF = "staff/";

  /**
   * What somebody signs in with.
   *
   * @param id its {@code client_id}: the word of the role and a number, set apart by a slash, which
   *     no name of a source has
   * @param division where it acts, the broadest of the role in this city; empty for a holder
   * @param secret its {@code client_secret}
   */
  public record Client(String id, Role role, Optional<Division> division, ClientSecret secret) {}

  private final List<Client> clients = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();

  /**
   * The accounts of a city.
   *
   * @param city four digits
   */
  public StaffAccounts(Division city, SecureRandom random) {
    for (Role role : Role.values()) {
      int number = 1;
      for (Optional<Division> division : divisions(role, city)) {
        add(role, number++, division, random);
      }
    }
  }

  /**
   * Where a role acts; governments at each level, since one proposes and the next one decides, and
   * twice where a chain takes two people of one role.
   */
  private static List<Optional<Division>> divisions(Role role, Division city) {
    List<Optional<Division>> all =
        role.digits().stream()
            .filter(digits -> digits >= CITY || role == Role.GOVERNMENT)
            .map(
                digits -> Optional.of(new Division((city.code() + COMMUNITY).substring(0, digits))))
            .toList();
    if (all.isEmpty()) {
      return List.of(Optional.empty());
    }
    if (role == Role.COMMUNITY || role == Role.DISTRICT_COMMAND) {
      return Collections.nCopies(2, all.getFirst());
    }
    return role == Role.GOVERNMENT ? all.reversed() : all.subList(0, 1);
  }

  private void add(Role role, int number, Optional<Division> division, SecureRandom random) {
    Client client =
        new Client(STAFF + role.word() + "-" + number, role, division, ClientSecret.fresh(random));
    clients.add(client);
    accounts.add(
        new Account(
            client.id(),
            SecretHash.of(client.secret(), random),
            Set.of(AUDIENCE),
            Set.of(),
            Set.of(role.word()),
            division));
  }

  /** What they sign in with, in the order of the roles. */
  public List<Client> clients() {
    return List.copyOf(clients);
  }

  /** As the issuer knows them. */
  public List<Account> accounts() {
    return List.copyOf(accounts);
  }
}
