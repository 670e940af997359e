package io.scangate.casework.who;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What can be done, by whom and where: the table by which every request is judged. What does not
 * stand here nobody may do.
 */
public enum Action {
  SEE_OWN_PERMISSIONS(Reach.ANYWHERE, Role.values()),
  LIST_STAFF_READS(Reach.OWN_DIVISION, Role.AUDITOR),
  REGISTER_CHECKPOINT(Reach.OWN_DIVISION, Role.CHECKPOINT_OPERATOR),
  LIST_CHECKPOINTS(
      Reach.OWN_DIVISION,
      Role.CHECKPOINT_OPERATOR,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND,
      Role.MUNICIPALITY,
      Role.GOVERNMENT,
      Role.AUDITOR),
  ANSWER_CHECKPOINT(Reach.OWN_DIVISION, Role.COMMUNITY),
  GIVE_UP_CHECKPOINT(Reach.OWN_DIVISION, Role.CHECKPOINT_OPERATOR, Role.COMMUNITY),
  ISSUE_DEVICE_KEY(Reach.OWN_DIVISION, Role.CHECKPOINT_OPERATOR),
  WITHDRAW_DEVICE_KEY(Reach.OWN_DIVISION, Role.CHECKPOINT_OPERATOR, Role.COMMUNITY),
  ISSUE_CERTIFICATE(Reach.OWN_DIVISION, Role.COMMUNITY),
  LIST_CERTIFICATES(
      Reach.OWN_DIVISION, Role.COMMUNITY, Role.TOWN_COMMAND, Role.DISTRICT_COMMAND, Role.AUDITOR),
  READ_CERTIFICATE(Reach.OWN_DIVISION, Role.COMMUNITY),
  PRINT_CERTIFICATE(Reach.OWN_DIVISION, Role.COMMUNITY),
  REVOKE_CERTIFICATE(Reach.OWN_DIVISION, Role.COMMUNITY),
  PROPOSE_PEER_KEY(Reach.ANYWHERE, Role.ADMINISTRATOR),
  LIST_PEER_KEYS(Reach.ANYWHERE, Role.MUNICIPALITY, Role.AUDITOR, Role.ADMINISTRATOR),
  ANSWER_PEER_KEY(Reach.ANYWHERE, Role.MUNICIPALITY),
  WITHDRAW_PEER_KEY(Reach.ANYWHERE, Role.MUNICIPALITY, Role.ADMINISTRATOR),
  TAKE_CODE_ABROAD(Reach.ONESELF, Role.HOLDER),
  APPLY_FOR_RECOGNITION(Reach.ONESELF, Role.HOLDER),
  APPLY_FOR_RELEASE(Reach.ONESELF, Role.HOLDER),
  LIST_RELEASES(
      Reach.OWN_DIVISION, Role.COMMUNITY, Role.TOWN_COMMAND, Role.DISTRICT_COMMAND, Role.AUDITOR),
  FORWARD_RELEASE(Reach.OWN_DIVISION, Role.COMMUNITY),
  OPINE_ON_RELEASE(Reach.OWN_DIVISION, Role.COMMUNITY),
  DECIDE_RELEASE(Reach.OWN_DIVISION, Role.DISTRICT_COMMAND),
  PROPOSE_ORDER(Reach.OWN_DIVISION, Role.GOVERNMENT),
  DECIDE_ORDER(Reach.OWN_DIVISION, Role.GOVERNMENT),
  LIFT_ORDER(Reach.OWN_DIVISION, Role.GOVERNMENT),
  LIST_ORDERS(
      Reach.OWN_DIVISION, Role.GOVERNMENT, Role.DISTRICT_COMMAND, Role.MUNICIPALITY, Role.AUDITOR),
  SEE_ANNOUNCEMENTS(Reach.ANYWHERE, Role.values()),
  REGISTER_ONESELF(Reach.ONESELF, Role.HOLDER),
  REGISTER_RELATIVE(Reach.ONESELF, Role.HOLDER),
  REGISTER_AT_COUNTER(Reach.OWN_DIVISION, Role.COMMUNITY),
  SEE_OWN_IDENTITY(Reach.ONESELF, Role.HOLDER),
  MODIFY_OWN_IDENTITY(Reach.ONESELF, Role.HOLDER),
  DECLARE_HEALTH(Reach.ONESELF, Role.HOLDER),
  OPEN_SESSION(Reach.ONESELF, Role.HOLDER),
  FIND_IDENTITY(Reach.OWN_DIVISION, Role.COMMUNITY, Role.TOWN_COMMAND, Role.DISTRICT_COMMAND),
  READ_IDENTITY(Reach.OWN_DIVISION, Role.COMMUNITY, Role.TOWN_COMMAND, Role.DISTRICT_COMMAND),
  ERASE_IDENTITY(Reach.OWN_DIVISION, Role.ADMINISTRATOR),
  SEE_RELEASE_TEMPLATE(Reach.ANYWHERE, Role.ISOLATION_POINT, Role.COMMUNITY),
  FILE_CENTRALIZED_RELEASES(Reach.OWN_DIVISION, Role.ISOLATION_POINT),
  FILE_HOME_RELEASES(Reach.OWN_DIVISION, Role.COMMUNITY),
  LIST_RELEASES(
      Reach.OWN_DIVISION,
      Role.ISOLATION_POINT,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND,
      Role.AUDITOR),
  READ_RELEASES(
      Reach.OWN_DIVISION,
      Role.ISOLATION_POINT,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND),
  HALT_RELEASES(Reach.OWN_DIVISION, Role.ISOLATION_POINT, Role.COMMUNITY),
  REVIEW_RELEASES_IN_TOWN(Reach.OWN_DIVISION, Role.TOWN_COMMAND),
  REVIEW_RELEASES_IN_DISTRICT(Reach.OWN_DIVISION, Role.DISTRICT_COMMAND);

  private final Reach reach;

  @SuppressWarnings("ImmutableEnumChecker") // Of Set.of, which nothing changes.
  private final Set<Role> roles;

  Action(Reach reach, Role... roles) {
    this.reach = reach;
    this.roles = Set.of(roles);
  }

  /** The word in problems, on dashboards and in the record of what staff did. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it may be done. */
  public Reach reach() {
    return reach;
  }

  /** Whether a role may do it. */
  public boolean isFor(Role role) {
    return roles.contains(role);
  }

  /** Who may do it, as words in the order of the roles. */
  public List<String> roles() {
    return roles.stream().sorted().map(Role::word).toList();
  }
}
