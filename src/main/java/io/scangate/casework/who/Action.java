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
  APPLY_FOR_CORRECTION(Reach.ONESELF, Role.HOLDER),
  APPLY_FOR_EMPLOYEE(Reach.OWN_DIVISION, Role.EMPLOYER),
  SEE_OWN_APPLICATIONS(Reach.ONESELF, Role.HOLDER, Role.EMPLOYER),
  ADD_EVIDENCE(Reach.ONESELF, Role.HOLDER, Role.EMPLOYER),
  WITHDRAW_APPLICATION(Reach.ONESELF, Role.HOLDER, Role.EMPLOYER),
  APPEAL_REFUSAL(Reach.ONESELF, Role.HOLDER, Role.EMPLOYER),
  LIST_CORRECTIONS(
      Reach.OWN_DIVISION,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND,
      Role.DISTRICT_GROUP,
      Role.MUNICIPALITY,
      Role.GOVERNMENT),
  READ_CORRECTION(
      Reach.OWN_DIVISION,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND,
      Role.DISTRICT_GROUP,
      Role.GOVERNMENT),
  REPORT_CORRECTION(Reach.OWN_DIVISION, Role.COMMUNITY),
  REVIEW_CORRECTION(Reach.OWN_DIVISION, Role.TOWN_COMMAND),
  SUBMIT_CORRECTION(Reach.OWN_DIVISION, Role.DISTRICT_COMMAND),
  AUDIT_CORRECTION(Reach.OWN_DIVISION, Role.DISTRICT_GROUP),
  CONFIRM_TEST(Reach.OWN_DIVISION, Role.COMMUNITY),
  CONVERT_CODE(Reach.OWN_DIVISION, Role.DISTRICT_COMMAND),
  RECONSIDER_REFUSAL(Reach.OWN_DIVISION, Role.GOVERNMENT),
  SEE_OWN_REASONS(Reach.ONESELF, Role.HOLDER),
  READ_REASONS(
      Reach.OWN_DIVISION,
      Role.COMMUNITY,
      Role.TOWN_COMMAND,
      Role.DISTRICT_COMMAND,
      Role.DISTRICT_GROUP,
      Role.GOVERNMENT),
  REPORT_TO_COMMUNITY(Reach.ONESELF, Role.HOLDER),
  TAKE_REPORT(Reach.OWN_DIVISION, Role.COMMUNITY),
  LIST_REPORTS(Reach.OWN_DIVISION, Role.COMMUNITY, Role.TOWN_COMMAND, Role.DISTRICT_COMMAND),
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
  ERASE_IDENTITY(Reach.OWN_DIVISION, Role.ADMINISTRATOR);

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
