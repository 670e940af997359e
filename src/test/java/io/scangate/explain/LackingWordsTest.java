package io.scangate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every kind of lacking, in both languages. */
class LackingWordsTest {
  private static final String CONTACT = "at: @02T08:00, fact: contact, kind: close";
  private static final String SCREENED = "at: @02T08:00, fact: screening, source: telecom";

  private static String negative(String reported, String sampled) {
    return "at: @%s, fact: test, sampledAt: @%s, result: negative".formatted(reported, sampled);
  }

  @Test
  void timeIsToldToTheDayAndMinuteOfThePolicysZone() {
    Told told = Told.at("05T08:00", CONTACT);
    assertThat(told.lackingInEnglish())
        .contains("Time: this phase lasts until 16 March 2022, 08:00 at least.");
    assertThat(told.lackingInChinese()).contains("时间：本阶段至少持续到2022年3月16日08:00。");
  }

  @Test
  void anEndWithinAMinuteIsToldAsTheNextWholeMinute() {
    Told told =
        Told.at("05T08:00", "at: 2022-03-02T08:00:00.000000001+08:00, fact: contact, kind: close");
    assertThat(told.lackingInEnglish())
        .contains("Time: this phase lasts until 16 March 2022, 08:01 at least.");
  }

  @Test
  void oneTestThatCountsFromNowOn() {
    Told told = Told.at("05T08:00", CONTACT);
    assertThat(told.lackingInEnglish())
        .contains(
            "Tests: one negative result is needed; so far none counts.",
            "A sample counts if it is taken from now on.");
    assertThat(told.lackingInChinese()).contains("核酸检测：需要1次阴性结果，目前有效0次。", "现在起采样即有效。");
  }

  @Test
  void severalTestsWithTheirSpacingAndTheNextThatCounts() {
    Told told = Told.at("04T08:00", SCREENED, negative("04T08:00", "03T20:00"));
    assertThat(told.lackingInEnglish())
        .containsExactly(
            "Tests: 3 negative results are needed; so far one counts.",
            "Each sample has to be taken at least 24 hours after the one before, and the last at"
                + " most 5 days after the first.",
            "The next sample counts if it is taken on 4 March 2022, 20:00 or later.",
            "Results: a sample is unknown here until the laboratory has reported it. The last one"
                + " that was reported in this phase was taken on 3 March 2022, 20:00.");
    assertThat(told.lackingInChinese())
        .containsExactly(
            "核酸检测：需要3次阴性结果，目前有效1次。",
            "每次采样须与前一次至少间隔24小时，且最后一次须在第一次采样后5天内。",
            "下一次采样在2022年3月4日20:00或之后有效。",
            "检测结果：检测机构上报之前，系统无法获知采样情况。本阶段最近一次已上报的采样时间为2022年3月3日20:00。");
  }

  @Test
  void aSampleThatCameTooSoon() {
    Told told =
        Told.at(
            "04T08:00",
            SCREENED,
            negative("04T08:00", "03T08:00"),
            negative("04T08:00", "03T20:00"));
    assertThat(told.lackingInEnglish())
        .contains(
            "The sample of 3 March 2022, 20:00 does not count: it was taken less than 24 hours"
                + " after the one before.");
    assertThat(told.lackingInChinese()).contains("2022年3月3日20:00的采样不计入：与前一次采样间隔不足24小时。");
  }

  @Test
  void aSampleOutsideTheWindow() {
    Told told = Told.at("20T08:00", SCREENED, negative("04T08:00", "03T08:00"));
    assertThat(told.lackingInEnglish())
        .contains(
            "Tests: 3 negative results are needed; so far none counts.",
            "The sample of 3 March 2022, 08:00 does not count: it lies too far from the others.");
    assertThat(told.lackingInChinese()).contains("2022年3月3日08:00的采样不计入：与其他采样相隔过久。");
  }

  @Test
  void aSampleFromBeforeThePhase() {
    Told told = Told.at("03T08:00", negative("02T20:00", "01T08:00"), CONTACT);
    assertThat(told.lackingInEnglish())
        .contains(
            "The sample of 1 March 2022, 08:00 does not count: it was taken before this phase"
                + " began.",
            "Results: a sample is unknown here until the laboratory has reported it. None has been"
                + " reported in this phase yet.");
    assertThat(told.lackingInChinese())
        .contains("2022年3月1日08:00的采样不计入：采样早于本阶段开始。", "检测结果：检测机构上报之前，系统无法获知采样情况。本阶段尚无已上报的结果。");
  }

  @Test
  void aPositiveSample() {
    Told told =
        Told.at(
            "05T08:00",
            "at: @02T08:00, fact: diagnosis, status: asymptomatic",
            "at: @04T08:00, fact: test, sampledAt: @03T08:00, result: positive");
    assertThat(told.lackingInEnglish())
        .contains(
            "The sample of 3 March 2022, 08:00 does not count: it, or a later one, was positive.");
    assertThat(told.lackingInChinese()).contains("2022年3月3日08:00的采样不计入：该次或之后的采样结果为阳性。");
  }

  @Test
  void aReleaseFromCentralizedIsolation() {
    Told told = Told.at("05T08:00", CONTACT);
    assertThat(told.lackingInEnglish())
        .contains(
            "Release: the isolation point has not yet reported your release from centralized"
                + " isolation.");
    assertThat(told.lackingInChinese()).contains("解除隔离：隔离点尚未上报您已解除集中隔离。");
  }

  @Test
  void aReleaseFromIsolationAtHome() {
    Told told =
        Told.at("05T08:00", "at: @02T08:00, fact: contact, kind: spatiotemporal, confined: false");
    assertThat(told.lackingInEnglish())
        .contains(
            "Release: your community has not yet reported your release from isolation at home.");
    assertThat(told.lackingInChinese()).contains("解除隔离：社区（村）尚未上报您已解除居家隔离。");
  }

  @Test
  void aReleaseFromEither() {
    Told told = Told.at("05T08:00", "at: @02T08:00, fact: area, level: medium");
    assertThat(told.lackingInEnglish())
        .contains(
            "Release: neither the isolation point nor your community has reported your release"
                + " from isolation yet.");
    assertThat(told.lackingInChinese()).contains("解除隔离：隔离点和社区（村）均尚未上报您已解除隔离。");
  }

  @Test
  void aDischarge() {
    Told told = Told.at("05T08:00", "at: @02T08:00, fact: diagnosis, status: confirmed");
    assertThat(told.lackingInEnglish())
        .containsExactly("Discharge: the hospital has not yet reported your discharge.");
    assertThat(told.lackingInChinese()).containsExactly("出院：医院尚未上报您已出院。");
  }

  @Test
  void aDiagnosis() {
    Told told = Told.at("05T08:00", "at: @02T08:00, fact: diagnosis, status: suspected");
    assertThat(told.lackingInEnglish())
        .containsExactly("Diagnosis: a doctor has to confirm the suspicion or rule it out.");
    assertThat(told.lackingInChinese()).containsExactly("诊断：须由医生确诊或排除疑似。");
  }

  @Test
  void theAuthorityOfAProvinceByItsName() {
    Told told =
        Told.at("05T08:00", "at: @02T08:00, fact: assignment, province: \"44\", colour: YELLOW");
    assertThat(told.lackingInEnglish())
        .containsExactly("Authority: only Guangdong can lift the colour that it set.");
    assertThat(told.lackingInChinese()).containsExactly("权限：只有广东省可以解除其所赋的颜色。");
  }

  @Test
  void aProvinceWithoutANameIsToldByItsCode() {
    Told told =
        Told.at("05T08:00", "at: @02T08:00, fact: assignment, province: \"99\", colour: RED");
    assertThat(told.lackingInEnglish())
        .containsExactly("Authority: only the province 99 can lift the colour that it set.");
  }
}
