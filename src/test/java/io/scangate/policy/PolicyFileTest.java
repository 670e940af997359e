package io.scangate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.health.Colour;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy file: what it says, and how a wrong one is refused. */
class PolicyFileTest {
  private static final java.nio.file.Path DEFAULT = java.nio.file.Path.of("config/policy.yaml");
  private static final java.nio.file.Path SEVEN_PLUS_THREE =
      java.nio.file.Path.of("config/policies/seven-plus-three.yaml");

  private static String text() {
    try {
      return Files.readString(DEFAULT);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The default with one passage replaced, once. */
  private static String with(String passage, String replacement) {
    String text = text();
    int at = text.indexOf(passage);
    assertThat(at).as("the passage '%s'", passage).isNotNegative();
    return text.substring(0, at) + replacement + text.substring(at + passage.length());
  }

  /** The line, from 1, at which a passage of a text stands. */
  private static long line(String text, String passage) {
    return text.substring(0, text.indexOf(passage)).lines().count()
        + (text.charAt(text.indexOf(passage) - 1) == '\n' ? 1 : 0);
  }

  private static void refused(String passage, String replacement, String message) {
    String text = with(passage, replacement);
    assertThatThrownBy(() -> PolicyFile.parse("policy.yaml", text))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching("policy\\.yaml:\\d+.*")
        .message()
        .satisfies(
            told -> assertThat(told.replaceFirst("^policy\\.yaml:\\d+: ", "")).isEqualTo(message));
  }

  @Test
  void theDefaultIsComplete() {
    Policy policy = PolicyFile.read(DEFAULT);
    assertThat(policy.version()).isEqualTo("2022-01");
    assertThat(policy.inForceFrom()).isEqualTo(Instant.parse("2021-12-31T16:00:00Z"));
    assertThat(policy.province().code()).isEqualTo("41");
    assertThat(policy.zone()).hasToString("Asia/Shanghai");
    assertThat(policy.paths()).hasSize(16);
    assertThat(policy.contactWindow())
        .isEqualTo(new ContactWindow(Duration.ofDays(4), Duration.ofMinutes(30)));
    assertThat(policy.corrections().grounds())
        .containsExactly(
            "identity-or-phone-wrong",
            "phone-bound-to-family-plan",
            "on-duty",
            "passed-through",
            "declared-wrongly");
    assertThat(policy.corrections().negativeWithin()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.corrections().bars())
        .isEqualTo(
            new Bars(
                Set.of(Category.CONFIRMED, Category.ASYMPTOMATIC, Category.SUSPECTED),
                Set.of(Category.CLOSE_CONTACT, Category.SUB_CLOSE_CONTACT),
                Duration.ofDays(14),
                Set.of(Category.MEDIUM_RISK_AREA, Category.HIGH_RISK_AREA),
                Duration.ofDays(14)));
  }

  @ParameterizedTest
  @EnumSource
  void everyCategoryIsSetOffByWhatBelongsToIt(Category category) {
    assertThat(PolicyFile.read(DEFAULT).path(category).setOffBy())
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(Trigger.values())
                .filter(trigger -> trigger.mayBegin(category))
                .toList());
  }

  @Test
  void aPhaseIsReadWhole() {
    Phase phase = PolicyFile.read(DEFAULT).path(Category.MEDIUM_RISK_AREA).phases().getFirst();
    assertThat(phase)
        .isEqualTo(
            new Phase(
                new PhaseColour.Fixed(Colour.YELLOW),
                Set.of(Setting.CENTRALIZED, Setting.HOME),
                new Ending.Earned(
                    Duration.ofDays(14), new Schedule(1, Duration.ofHours(24), null), true)));
  }

  @Test
  void sevenPlusThreeDiffersInCloseContactsAndArrivalsFromAbroadOnly() {
    Policy policy = PolicyFile.read(DEFAULT);
    Policy other = PolicyFile.read(SEVEN_PLUS_THREE);
    assertThat(other.version()).isEqualTo("7+3");
    for (Category category : Category.values()) {
      boolean changed = category == Category.CLOSE_CONTACT || category == Category.OVERSEAS;
      if (changed) {
        assertThat(other.path(category).phases())
            .extracting(phase -> ((Ending.Earned) phase.ending()).minimum())
            .containsExactly(Duration.ofDays(7), Duration.ofDays(3));
      } else {
        assertThat(other.path(category)).isEqualTo(policy.path(category));
      }
    }
    assertThat(other.specialArea()).isEqualTo(policy.specialArea());
    assertThat(other.corrections()).isEqualTo(policy.corrections());
    assertThat(other.contactWindow()).isEqualTo(policy.contactWindow());
  }

  @Test
  void anEditionMayNotKnowACategory() {
    Policy policy =
        PolicyFile.parse("policy.yaml", with("setOffBy: [contact-sub-close]", "setOffBy: []"));
    assertThat(policy.begins(Trigger.CONTACT_SUB_CLOSE, Category.SUB_CLOSE_CONTACT)).isFalse();
  }

  @Test
  void theLineOfAWrongValueIsTold() {
    String text = with("duration: P14D", "duration: two weeks");
    long line = line(text, "- {colour: RED, setting: centralized, duration: two weeks");
    assertThatThrownBy(() -> PolicyFile.parse("policy.yaml", text))
        .hasMessage(
            "policy.yaml:"
                + line
                + ": categories.confirmed.phases[1].duration: 'two weeks' is not allowed;"
                + " allowed: an ISO 8601 duration such as P14D or PT30M");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          version: "2022-01"        | edition: "2022-01"          | edition: unknown key 'edition'; allowed: version, inForceFrom, province, zone, schedules, categories, specialArea, contactWindow, corrections
          version: "2022-01"        | version: ""                 | version: '' is not allowed; allowed: a text that is not empty
          2022-01-01T00:00:00+08:00 | 2022-01-01                  | inForceFrom: '2022-01-01' is not allowed; allowed: an instant with its offset such as 2022-03-01T08:00:00+08:00
          province: "41"            | province: Henan             | province: a province is the two digits of GB/T 2260, from 11 to 82, not 'Henan'
          zone: Asia/Shanghai       | zone: Mars                  | zone: 'Mars' is not allowed; allowed: a time zone such as Asia/Shanghai
          zone: Asia/Shanghai       | # no zone                   | the key 'zone' is missing
          """)
  void theHeadIsChecked(String passage, String replacement, String message) {
    refused(passage, replacement, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {negatives: 1, interval: PT24H}              | {negatives: 0, interval: PT24H}               | schedules.one-negative.negatives: '0' is not allowed; allowed: a whole number from 1 to 20
          {negatives: 1, interval: PT24H}              | {negatives: 1, interval: PT0S}                | schedules.one-negative.interval: 'PT0S' is not allowed; allowed: an ISO 8601 duration above zero, up to P366D
          {negatives: 1, interval: PT24H}              | {negatives: 1}                                | schedules.one-negative: the key 'interval' is missing
          {negatives: 1, interval: PT24H}              | {negatives: 1, interval: PT24H, gap: P1D}     | schedules.one-negative.gap: unknown key 'gap'; allowed: negatives, interval, within
          {negatives: 3, interval: PT24H, within: P5D} | {negatives: 3, interval: PT24H, within: P1D}  | schedules.five-days-three-tests.within: 'P1D' is not allowed; allowed: at least PT48H, which 3 samples take that are PT24H apart
          one-negative: {                              | none: {                                       | schedules.none: the name 'none' is taken; it wants no test
          """)
  void schedulesAreChecked(String passage, String replacement, String message) {
    refused(passage, replacement, message);
  }

  @Test
  void aSpanThatTheSamplesJustFitIntoIsAllowed() {
    assertThat(
            PolicyFile.parse("policy.yaml", with("within: P5D", "within: P2D"))
                .path(Category.SCREENING)
                .phases()
                .getFirst()
                .ending())
        .isEqualTo(
            new Ending.Earned(
                Duration.ZERO, new Schedule(3, Duration.ofHours(24), Duration.ofDays(2)), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          '  overseas:'                  | '  overseers:'                       | categories.overseers: unknown key 'overseers'; allowed: confirmed, asymptomatic, suspected, close-contact, sub-close-contact, overseas, spatiotemporal, spatiotemporal-confined, high-risk-area, medium-risk-area, special-area-14, special-area-21, special-area-past, screening, declared, out-of-province
          source: notice I.2             | colour: RED                          | categories.close-contact.colour: unknown key 'colour'; allowed: source, setOffBy, clock, phases
          source: notice I.2             | source: ""                           | categories.close-contact.source: '' is not allowed; allowed: a text that is not empty
          [contact-close]                | [contact-sub-close]                  | categories.close-contact.setOffBy[0]: 'contact-sub-close' is not allowed; allowed: contact-close
          [diagnosis-suspected, positive-test] | [positive-test, entry]         | categories.suspected.setOffBy[1]: 'entry' is not allowed; allowed: diagnosis-suspected, positive-test
          [contact-close]                | [contact-close, contact-close]       | categories.close-contact.setOffBy[1]: the trigger 'contact-close' stands twice
          clock: trigger                 | clock: moon                          | categories.overseas.clock: 'moon' is not allowed; allowed: isolation, trigger
          """)
  void categoriesAreChecked(String passage, String replacement, String message) {
    refused(unquote(passage), unquote(replacement), message);
  }

  private static String unquote(String text) {
    return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
  }

  @Test
  void aCategoryThatIsMissingIsNamed() {
    int from = text().indexOf("  screening:\n");
    int to = text().indexOf("  declared:\n");
    refused(text().substring(from, to), "", "categories: the key 'screening' is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {colour: RED, setting: none, ends: diagnosis} | {colour: GREEN, setting: none, ends: diagnosis}             | categories.suspected.phases[0].colour: 'GREEN' is not allowed; allowed: YELLOW, RED
          {colour: RED, setting: none, ends: diagnosis} | {colour: {none: RED}, setting: none, ends: diagnosis}       | categories.suspected.phases[0].colour: a single value is wanted, not a mapping
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: tent, ends: diagnosis}               | categories.suspected.phases[0].setting: 'tent' is not allowed; allowed: hospital, centralized, home, none
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: [], ends: diagnosis}                 | categories.suspected.phases[0].setting: at least one setting is needed
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: [home, home], ends: diagnosis}       | categories.suspected.phases[0].setting: a setting stands twice
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: [home, none], ends: diagnosis}       | categories.suspected.phases[0].setting: only centralized and home stand side by side
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, ends: never}                   | categories.suspected.phases[0].ends: 'never' is not allowed; allowed: diagnosis, authority
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, ends: authority}               | categories.suspected.phases[0].ends: only out-of-province ends by the authority
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, ends: diagnosis, release: no}  | categories.suspected.phases[0].release: not beside 'ends'
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, ends: diagnosis, tests: a}     | categories.suspected.phases[0].tests: not beside 'ends'
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, ends: diagnosis, duration: P1D} | categories.suspected.phases[0].duration: not beside 'ends'
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none}                                | categories.suspected.phases[0]: the phase would end at once: it needs duration, tests, release or ends
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, release: true}                 | categories.suspected.phases[0].release: nobody is released from the setting none
          {colour: RED, setting: none, ends: diagnosis} | {colour: RED, setting: none, until: diagnosis}              | categories.suspected.phases[0].until: unknown key 'until'; allowed: colour, setting, duration, tests, release, ends
          {colour: RED, setting: hospital, release: true} | {colour: RED, setting: hospital, release: maybe}          | categories.confirmed.phases[0].release: 'maybe' is not allowed; allowed: true, false
          {colour: RED, setting: hospital, release: true} | {colour: RED, setting: hospital, ends: diagnosis}         | categories.confirmed.phases[0].ends: only suspected ends by a diagnosis
          duration: P14D                | duration: P367D                  | categories.confirmed.phases[1].duration: 'P367D' is not allowed; allowed: an ISO 8601 duration above zero, up to P366D
          duration: P14D                | duration: PT0S                   | categories.confirmed.phases[1].duration: 'PT0S' is not allowed; allowed: an ISO 8601 duration above zero, up to P366D
          tests: two-in-three-days      | tests: two-in-four-days          | categories.special-area-past.phases[0].tests: 'two-in-four-days' is not allowed; allowed: one-negative, five-days-three-tests, two-in-three-days, none
          suspected: RED, confirmed: RED | suspected: RED                  | categories.declared.phases[0].colour: the key 'confirmed' is missing
          suspected: RED, confirmed: RED | suspected: RED, confirmed: BLUE | categories.declared.phases[0].colour.confirmed: 'BLUE' is not allowed; allowed: YELLOW, RED
          colour: assigned              | colour: RED                      | categories.out-of-province.phases[0].colour: 'RED' is not allowed; allowed: assigned
          ends: authority               | duration: P1D                    | categories.out-of-province.phases[0]: nothing local ends it: it needs 'ends: authority'
          """)
  void phasesAreChecked(String passage, String replacement, String message) {
    refused(passage, replacement, message);
  }

  @Test
  void aCategoryHasAtLeastOnePhase() {
    String text = text();
    int from = text.indexOf("    phases:\n", text.indexOf("  sub-close-contact:\n"));
    int to = text.indexOf("  overseas:\n");
    refused(
        text.substring(from, to),
        "    phases: []\n",
        "categories.sub-close-contact.phases: at least one phase is needed");
  }

  @Test
  void aPhaseThatDoesNotEndByItselfStandsAlone() {
    refused(
        "- {colour: RED, setting: none, ends: diagnosis}",
        """
        - {colour: RED, setting: none, ends: diagnosis}
              - {colour: RED, setting: none, duration: P1D}\
        """,
        "categories.suspected.phases[0].ends: a phase that does not end by itself stands alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {category: special-area-21, upTo: P21D} | {category: special-area-21, upTo: P14D} | specialArea[1].upTo: 'P14D' is not allowed; allowed: longer than the band before it, PT336H
          {category: special-area-21, upTo: P21D} | {category: special-area-21}             | specialArea[1]: the key 'upTo' is missing
          {category: special-area-21, upTo: P21D} | {category: special-area-14, upTo: P21D} | specialArea[1].category: 'special-area-14' is not allowed; allowed: special-area-21, special-area-past
          {category: special-area-21, upTo: P21D} | {category: screening, upTo: P21D}       | specialArea[1].category: 'screening' is not allowed; allowed: special-area-21, special-area-past
          {category: special-area-21, upTo: P21D} | {category: special-area-21, from: P1D}  | specialArea[1].from: unknown key 'from'; allowed: category, upTo
          {category: special-area-past}           | {category: special-area-past, upTo: P30D} | specialArea[2].upTo: the last band has no end
          """)
  void bandsAreChecked(String passage, String replacement, String message) {
    refused(passage, replacement, message);
  }

  @Test
  void everySpecialCategoryHasItsBand() {
    String text = text();
    int from = text.indexOf("specialArea:\n");
    int to = text.indexOf("contactWindow:\n");
    refused(
        text.substring(from, to),
        "specialArea: [{category: special-area-14}]\n",
        "specialArea: no band for special-area-21, special-area-past");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          before: P4D                     | before: 4 days                  | contactWindow.before: '4 days' is not allowed; allowed: an ISO 8601 duration such as P14D or PT30M
          segment: PT30M                  | segment: -PT30M                 | contactWindow.segment: '-PT30M' is not allowed; allowed: an ISO 8601 duration such as P14D or PT30M
          segment: PT30M                  | radius: PT30M                   | contactWindow.radius: unknown key 'radius'; allowed: before, segment
          - on-duty                       | - passed-through                | corrections.grounds[3]: the ground 'passed-through' stands twice
          - on-duty                       | - ""                            | corrections.grounds[2]: '' is not allowed; allowed: a text that is not empty
          negativeWithin: PT48H           | negativeWithin: PT0S            | corrections.negativeWithin: 'PT0S' is not allowed; allowed: an ISO 8601 duration above zero, up to P366D
          negativeWithin: PT48H           | positiveWithin: PT48H           | corrections.positiveWithin: unknown key 'positiveWithin'; allowed: grounds, negativeWithin, bars
          infected: [confirmed,           | infected: [sick,                | corrections.bars.infected[0]: 'sick' is not allowed; allowed: confirmed, asymptomatic, suspected, close-contact, sub-close-contact, overseas, spatiotemporal, spatiotemporal-confined, high-risk-area, medium-risk-area, special-area-14, special-area-21, special-area-past, screening, declared, out-of-province
          contacts: [close-contact,       | contacts: [sub-close-contact,   | corrections.bars.contacts[1]: the category 'sub-close-contact' stands twice
          symptomsWithin: P14D            | symptoms: P14D                  | corrections.bars.symptoms: unknown key 'symptoms'; allowed: infected, contacts, symptomsWithin, areas, areaWithin
          areaWithin: P14D                | areaWithin: P999D               | corrections.bars.areaWithin: 'P999D' is not allowed; allowed: an ISO 8601 duration above zero, up to P366D
          """)
  void windowsGroundsAndBarsAreChecked(String passage, String replacement, String message) {
    refused(passage, replacement, message);
  }

  @Test
  void atLeastOneGroundIsNeeded() {
    String text = text();
    int from = text.indexOf("  grounds:\n");
    int to = text.indexOf("  # Notice IV.7: a negative result");
    refused(
        text.substring(from, to),
        "  grounds: []\n",
        "corrections.grounds: at least one ground is needed");
  }

  @Test
  void filesSideBySideAreReadTogether() {
    assertThat(PolicyFile.readAll(List.of(SEVEN_PLUS_THREE, DEFAULT)).all())
        .extracting(Policy::version)
        .containsExactly("2022-01", "7+3");
  }

  @Test
  void filesThatDoNotGoTogetherAreRefused(@TempDir java.nio.file.Path directory)
      throws IOException {
    java.nio.file.Path copy = directory.resolve("copy.yaml");
    Files.writeString(copy, text());
    assertThatThrownBy(() -> PolicyFile.readAll(List.of(DEFAULT, copy)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(copy + ":1: two policies have the version '2022-01'");
    Files.writeString(copy, with("version: \"2022-01\"", "version: \"2022-02\""));
    assertThatThrownBy(() -> PolicyFile.readAll(List.of(DEFAULT, copy)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            copy
                + ":1: the policies '2022-01' and '2022-02' are both in force from"
                + " 2021-12-31T16:00:00Z");
  }
}
