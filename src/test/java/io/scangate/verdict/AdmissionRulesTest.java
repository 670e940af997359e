package io.scangate.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionRulesTest {
  private static final String FILE =
      """
      version: v1
      otherwise: {colours: [green]}
      kinds:
        clinic: {\
      """;

  private static AdmissionRules parse(String clinic) {
    return AdmissionRules.of(ConfigFile.parse("a.yaml", FILE + clinic + "}"));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(parse("colours: [green]").ruleFor("clinic"))
        .isEqualTo(
            new AdmissionRule(
                Optional.empty(),
                Outcome.ADMIT,
                Duration.ofMinutes(5),
                Outcome.CHECK,
                Duration.ofSeconds(5),
                10_000));
  }

  @Test
  void everySettingIsRead() {
    AdmissionRules rules =
        parse(
            "colours: [green], testWithinHours: 24, onStale: CHECK, staleFor: PT1M, onCode: REFUSE,"
                + " retryWindow: PT3S, rate: 7");
    assertThat(rules.version()).isEqualTo("v1");
    assertThat(rules.ruleFor("clinic"))
        .isEqualTo(
            new AdmissionRule(
                Optional.of(Duration.ofHours(24)),
                Outcome.CHECK,
                Duration.ofMinutes(1),
                Outcome.REFUSE,
                Duration.ofSeconds(3),
                7));
  }

  @Test
  void aKindThatIsNotNamedHasTheOtherwiseRule() {
    AdmissionRules rules = parse("colours: [green], rate: 7");
    assertThat(rules.ruleFor("harbour")).isEqualTo(rules.otherwise());
    assertThat(rules.ruleFor("harbour").rate()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          colours: [green, yellow]                | colours[1]: 'yellow' is not allowed; allowed: green; yellow and red pass nowhere, on no basis
          colours: [red]                          | colours[0]: 'red' is not allowed; allowed: green; yellow and red pass nowhere, on no basis
          colours: [purple]                       | colours[0]: 'purple' is not allowed; allowed: green
          colours: []                             | colours: the list is [green], once
          colours: [green, green]                 | colours: the list is [green], once
          colours: [green], onStale: MAYBE        | onStale: 'MAYBE' is not allowed; allowed: ADMIT, CHECK, REFUSE
          colours: [green], staleFor: PT25H       | staleFor: 'PT25H' is not allowed; allowed: an ISO 8601 duration of at most 24 hours
          colours: [green], testWithinHours: 0    | testWithinHours: '0' is not allowed; allowed: a whole number from 1 to 336
          colours: [green], rate: 1000001         | rate: '1000001' is not allowed; allowed: a whole number from 1 to 1000000
          """)
  void aValueThatIsNotAllowedIsToldWhereItStands(String clinic, String message) {
    assertThatThrownBy(() -> parse(clinic))
        .isInstanceOf(ConfigException.class)
        .hasMessage("a.yaml:4: kinds.clinic." + message);
  }

  @Test
  void knowingLessOpensNoDoor() {
    assertThatThrownBy(() -> parse("colours: [green], onStale: CHECK, onCode: ADMIT"))
        .hasMessage(
            "a.yaml:4: kinds.clinic: onCode (ADMIT) lets through what onStale (CHECK) does not;"
                + " knowing less must not open a door");
    assertThatThrownBy(() -> parse("colours: [green], testWithinHours: 24, onCode: ADMIT"))
        .hasMessage(
            "a.yaml:4: kinds.clinic: onCode cannot be ADMIT where a test is wanted: a code does not"
                + " carry its holder's tests");
    assertThat(parse("colours: [green], onCode: ADMIT").ruleFor("clinic").onCode())
        .isEqualTo(Outcome.ADMIT);
  }

  @Test
  void unknownAndMissingKeysAreToldWhereTheyStand() {
    assertThatThrownBy(() -> parse("colours: [green], colour: green"))
        .hasMessageStartingWith("a.yaml:4: kinds.clinic.colour: unknown key 'colour'; allowed: ");
    assertThatThrownBy(() -> parse("rate: 1"))
        .hasMessage("a.yaml:4: kinds.clinic: the key 'colours' is missing");
    assertThatThrownBy(
            () -> AdmissionRules.of(ConfigFile.parse("a.yaml", "version: v\nkinds: {}\nx: 1\n")))
        .hasMessage("a.yaml:3: x: unknown key 'x'; allowed: version, otherwise, kinds");
  }

  @Test
  void aVersionIsShortAndPlain() {
    assertThatThrownBy(
            () ->
                AdmissionRules.of(
                    ConfigFile.parse(
                        "a.yaml", "version: a b\notherwise: {colours: [green]}\nkinds: {}\n")))
        .hasMessage(
            "a.yaml:1: version: a version has 1 to 32 letters, digits, dots and hyphens, not 'a"
                + " b'");
    AdmissionRule rule = parse("colours: [green]").otherwise();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdmissionRules("", rule, Map.of()))
        .withMessageContaining("1 to 32");
  }

  @Test
  void theFileThatIsDeliveredIsGood() {
    AdmissionRules rules = AdmissionRules.read(Path.of("config/admission.yaml"));
    assertThat(rules.kinds()).containsOnlyKeys("venue", "transit", "clinic");
    assertThat(rules.ruleFor("venue").testWithin()).isEmpty();
    assertThat(rules.ruleFor("clinic").testWithin()).contains(Duration.ofDays(2));
  }
}
