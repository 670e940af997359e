package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate policy} as it is called. */
class PolicyCommandTest {
  private static final String SCENARIOS = "src/test/resources/scenarios";
  private static final String CONTACT = SCENARIOS + "/close-contact-early-release.yaml";
  private static final String DEFAULT = "config/policy.yaml";
  private static final String OTHER = "config/policies/seven-plus-three.yaml";
  private static final String NOON = "2022-03-10T12:00:00+08:00";

  @TempDir private Path folder;

  private static Run policy(String... arguments) {
    String[] line = new String[arguments.length + 1];
    line[0] = "policy";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return Run.of(line);
  }

  @CanIgnoreReturnValue
  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @CanIgnoreReturnValue
  private String failing(String name) throws IOException {
    return file(
        name,
        """
        scenario: expects the wrong colour
        timeline:
          - {at: 2022-03-01T08:00:00+08:00, fact: registered}
          - {at: 2022-03-02T08:00:00+08:00, fact: contact, kind: close}
        expect:
          - {at: 2022-03-01T08:00:00+08:00, colour: GREEN}
          - {at: 2022-03-03T08:00:00+08:00, colour: YELLOW, because: [screening]}
        """);
  }

  private String broken(String name) throws IOException {
    return file(
        name,
        """
        scenario: has a slip
        timeline:
          - {at: 2022-03-01T08:00:00+08:00, fact: registered, colour: RED}
        """);
  }

  @Test
  void withoutACommandIsNotUnderstood() {
    Run run = policy();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("A command is missing.", "check", "replay", "explain", "diff");
  }

  @Test
  void checkTellsVersionStartAndDigestOfAValidPolicy() {
    Run run = policy("check", DEFAULT, OTHER);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(DEFAULT + ": valid: version 2022-01, in force from 2022-01-01T00:00+08:00")
        .contains(OTHER + ": valid: version 7+3, in force from 2022-07-01T00:00+08:00")
        .containsPattern("digest [0-9a-f]{64}");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void checkTellsWhereAWrongPolicyIsWrongAndGoesOn() throws IOException {
    String wrong = file("wrong.yaml", Files.readString(Path.of(DEFAULT)).replace("zone:", "zoan:"));
    Run run = policy("check", wrong, DEFAULT);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(wrong + ":17", "unknown key 'zoan'", "allowed:");
    assertThat(run.out()).contains(DEFAULT + ": valid");
  }

  @Test
  void checkTellsTheValueThatIsWrongAndWhatIsAllowed() throws IOException {
    String wrong =
        file("wrong.yaml", Files.readString(Path.of(DEFAULT)).replace("Asia/Shanghai", "Nowhere"));
    Run run = policy("check", wrong);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("zone", "'Nowhere'", "a time zone such as Asia/Shanghai");
  }

  @Test
  void checkAnswersInJson() throws IOException {
    Run run = policy("check", "--json", DEFAULT, "missing.yaml");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.json().get(0).get("valid").asBoolean()).isTrue();
    assertThat(run.json().get(0).get("digest").asText()).hasSize(64);
    assertThat(run.json().get(1).get("valid").asBoolean()).isFalse();
    assertThat(run.json().get(1).get("refusal").asText())
        .isEqualTo("missing.yaml: there is no such file");
  }

  @Test
  void checkWithoutAFileIsNotUnderstood() {
    assertThat(policy("check").code()).isEqualTo(2);
  }

  @Test
  void replayMeetsEveryExpectationOfTheScenarios() {
    Run run = policy("replay", SCENARIOS, "--quiet");
    assertThat(run.code()).isZero();
    assertThat(run.out()).hasLineCount(1).contains(" met, 0 failed; files refused: 0;");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void replayPrintsATimelineWithWhatIsLacking() {
    Run run = policy("replay", CONTACT);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "2022-03-16T09:00+08:00  RED",
            "RED close-contact, phase 1 of 2, lacks duration until 2022-03-16T20:00+08:00",
            "2022-03-16T20:00+08:00  YELLOW",
            "tests 0 of 1, not 2022-03-10T08:00+08:00 (before-start), next from",
            "release home",
            "2022-03-23T21:00+08:00  GREEN");
  }

  @Test
  void replayTellsTheDifferenceWhereAnExpectationFails() throws IOException {
    String failing = failing("failing.yaml");
    Run run = policy("replay", "--quiet", failing, CONTACT);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .hasLineCount(2)
        .contains(
            failing
                + ":7: FAILED at 2022-03-03T08:00+08:00: expected YELLOW because of screening,"
                + " decided RED because of close-contact")
        .contains("scenarios: 1 met, 1 failed; files refused: 0; expectations: 7");
  }

  @Test
  void replayTellsABrokenFileWithItsLineAndGoesOn() throws IOException {
    String broken = broken("broken.yaml");
    Run run = policy("replay", "--quiet", broken, CONTACT);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(broken + ":3", "unknown key 'colour'");
    assertThat(run.out()).contains("scenarios: 1 met, 0 failed; files refused: 1;");
  }

  @Test
  void replayTellsAMissingFileAndAFolderWithoutScenarios() {
    Run run = policy("replay", "missing.yaml", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("missing.yaml: there is no such file")
        .contains(folder + ": no scenario (.yaml, .yml, .json) in this folder");
  }

  @Test
  void aFolderMeansItsYamlYmlAndJson() throws IOException {
    failing("a.yaml");
    failing("b.yml");
    failing("c.json");
    file("d.txt", "not read");
    Run run = policy("replay", "--quiet", folder.toString());
    assertThat(run.out()).contains("scenarios: 0 met, 3 failed; files refused: 0; expectations: 6");
  }

  @Test
  void replayJudgesByThePolicyThatIsGiven() {
    Run run = policy("replay", "--quiet", CONTACT, "--policy", OTHER);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("decided YELLOW because of close-contact");
  }

  @Test
  void replayPutsEditionsSideBySide() {
    Run run = policy("replay", "--quiet", SCENARIOS, "--policy", DEFAULT, OTHER);
    assertThat(run.out()).contains("; files refused: 0;");
    assertThat(policy("replay", "--quiet", CONTACT, "--policy", DEFAULT, DEFAULT).err())
        .contains("two policies have the version '2022-01'");
  }

  @Test
  void replayAnswersInJson() throws IOException {
    Run run = policy("replay", "--json", failing("failing.yaml"), broken("broken.yaml"));
    assertThat(run.code()).isEqualTo(1);
    JsonNode scenario = run.json().get("scenarios").get(0);
    JsonNode step = scenario.get("timeline").get(1);
    assertThat(step.get("colour").asText()).isEqualTo("RED");
    assertThat(step.get("because").get(0).asText()).isEqualTo("close-contact");
    assertThat(step.get("open").get(0).get("lacking"))
        .extracting(lacking -> lacking.get("lacks").asText())
        .containsExactly("duration", "tests", "report", "release");
    JsonNode failed = scenario.get("failed").get(0);
    assertThat(failed.get("expected").get("colour").asText()).isEqualTo("YELLOW");
    assertThat(failed.get("decided").get("colour").asText()).isEqualTo("RED");
    assertThat(run.json().get("refused")).hasSize(1);
    assertThat(run.json().get("count").get("failed").asInt()).isEqualTo(1);
  }

  @Test
  void quietJsonHoldsOnlyWhatFailed() throws IOException {
    Run run = policy("replay", "--json", "--quiet", CONTACT, failing("failing.yaml"));
    assertThat(run.json().get("scenarios")).hasSize(1);
    assertThat(run.json().get("scenarios").get(0).has("timeline")).isFalse();
  }

  @Test
  void explainTellsInEnglishOrChinese() {
    Run english = policy("explain", CONTACT, "--at", NOON);
    assertThat(english.code()).isZero();
    assertThat(english.out())
        .startsWith("Your health code is red.")
        .contains("close contact", "16 March 2022, 20:00", "12345");
    Run chinese = policy("explain", CONTACT, "--at", NOON, "--lang", "zh");
    assertThat(chinese.code()).isZero();
    assertThat(chinese.out()).startsWith("您的健康码是红码。").contains("密切接触者", "2022年3月16日20:00", "12345");
  }

  @Test
  void explainAnswersInJsonWithFiguresAndWords() throws IOException {
    JsonNode json = policy("explain", CONTACT, "--at", NOON, "--lang", "zh", "--json").json();
    assertThat(json.get("colour").asText()).isEqualTo("RED");
    assertThat(json.get("open").get(0).get("earliestEnd").asText())
        .isEqualTo("2022-03-16T20:00+08:00");
    assertThat(json.get("language").asText()).isEqualTo("zh");
    assertThat(json.get("explanation").get("headline").asText()).isEqualTo("您的健康码是红码。");
    assertThat(json.get("explanation").get("grounds").get(0).get("category").asText())
        .isEqualTo("close-contact");
  }

  @Test
  void explainDoesNotUnderstandABadInstantOrLanguage() {
    Run noOffset = policy("explain", CONTACT, "--at", "2022-03-10T12:00:00");
    assertThat(noOffset.code()).isEqualTo(2);
    assertThat(noOffset.err())
        .contains("'2022-03-10T12:00:00' is not an instant with its offset such as 2022-03-01");
    assertThat(policy("explain", CONTACT).code()).isEqualTo(2);
    assertThat(policy("explain", CONTACT, "--at", NOON, "--lang", "fr").code()).isEqualTo(2);
  }

  @Test
  void explainTellsWhyAFileCannotBeUsed() throws IOException {
    Run missing = policy("explain", "missing.yaml", "--at", NOON);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("missing.yaml: there is no such file");
    Run broken = policy("explain", broken("broken.yaml"), "--at", NOON);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("unknown key 'colour'");
  }

  @Test
  void theShippedPoliciesDifferForCloseContactsAndArrivalsOnly() throws IOException {
    Run run = policy("diff", DEFAULT, OTHER, "--on", SCENARIOS, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.json().get("people")).isNotEmpty();
    assertThat(run.json().get("byCategory"))
        .extracting(each -> each.get("category").asText())
        .containsOnly("close-contact", "overseas");
    assertThat(run.json().get("byDay"))
        .isNotEmpty()
        .allSatisfy(day -> assertThat(day.get("moreSevere").asInt()).isZero());
  }

  @Test
  void diffTellsWhoFromWhenToWhenAndCounts() {
    Run run = policy("diff", DEFAULT, OTHER, "--on", CONTACT);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "2022-03-16T09:00+08:00 to 2022-03-16T20:00+08:00  RED -> YELLOW  close-contact",
            "1 of 1 people would have another colour at some time under 7+3 than under 2022-01")
        .containsPattern("close-contact +1  RED -> YELLOW")
        .containsPattern("2022-03-16 +1 +0");
  }

  @Test
  void diffTheOtherWayRoundIsMoreSevere() {
    Run run = policy("diff", OTHER, DEFAULT, "--on", CONTACT);
    assertThat(run.out())
        .contains("YELLOW -> RED  close-contact")
        .containsPattern("2022-03-16 +0 +1");
  }

  @Test
  void aPolicyDoesNotDifferFromItself() {
    Run run = policy("diff", DEFAULT, DEFAULT, "--on", SCENARIOS);
    assertThat(run.code()).isZero();
    assertThat(run.out()).hasLineCount(1).startsWith("0 of ");
  }

  @Test
  void diffTellsWhatItCouldNotRead() throws IOException {
    Run scenario = policy("diff", DEFAULT, OTHER, "--on", broken("broken.yaml"), CONTACT);
    assertThat(scenario.code()).isEqualTo(1);
    assertThat(scenario.out()).contains("1 of 1 people");
    assertThat(scenario.err()).contains("unknown key 'colour'");
    Run missing = policy("diff", DEFAULT, "missing.yaml", "--on", CONTACT);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("missing.yaml: there is no such file");
    assertThat(policy("diff", DEFAULT, OTHER).code()).isEqualTo(2);
  }
}
