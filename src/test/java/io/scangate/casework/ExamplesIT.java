package io.scangate.casework;

import static io.scangate.casework.who.Role.ADMINISTRATOR;
import static io.scangate.casework.who.Role.AUDITOR;
import static io.scangate.casework.who.Role.CHECKPOINT_OPERATOR;
import static io.scangate.casework.who.Role.COMMUNITY;
import static io.scangate.casework.who.Role.DISTRICT_COMMAND;
import static io.scangate.casework.who.Role.DISTRICT_GROUP;
import static io.scangate.casework.who.Role.EMPLOYER;
import static io.scangate.casework.who.Role.GOVERNMENT;
import static io.scangate.casework.who.Role.HOLDER;
import static io.scangate.casework.who.Role.ISOLATION_POINT;
import static io.scangate.casework.who.Role.MUNICIPALITY;
import static io.scangate.casework.who.Role.TOWN_COMMAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.casework.release.ReleaseWork;
import io.scangate.casework.who.Role;
import io.scangate.embedded.FreePorts;
import io.scangate.engine.TestLedger;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the document tell one story, and are sent as they stand there: what 王芳, her son
 * and their neighbour 李明 go through on 1 March 2022.
 */
class ExamplesIT {
  private static final PersonRef FANG = PersonRef.of("5e8d0c3f9a17b264");
  private static final PersonRef SON = PersonRef.of("71b3e92a04c6d85f");
  private static final PersonRef LI = PersonRef.of("a4f06b91d27c38e5");

  /** Who of several of the same role it is. */
  private static final String FIRST = "1";

  private static TestLedger test;
  private static TestCasework casework;
  private static Applicants people;
  private static Examples examples;

  private final Set<String> told = new HashSet<>();

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    Iterator<PersonRef> references = List.of(FANG, SON, LI).iterator();
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"), () -> references.next().value());
    Peer shanghai = new Peer(URI.create("http://127.0.0.1:" + FreePorts.next()), Optional.empty());
    casework =
        new TestCasework(
            test,
            directory,
            new Division("4403"),
            FreePorts.next(),
            new PeerSettings(Map.of(new Division("3101"), shanghai), Duration.ofMinutes(10)));
    people = new Applicants(test, casework);
    examples = new Examples(casework);
  }

  @AfterAll
  static void close() {
    casework.close();
    test.close();
  }

  @TestFactory
  List<DynamicTest> theExamplesTellOneStoryInWhichEverythingSucceeds() {
    List<DynamicTest> story =
        new ArrayList<>(
            Stream.of(
                    registrations(),
                    certificates(),
                    checkpointsAndOrders(),
                    corrections(),
                    releases(),
                    recognition(),
                    transfers())
                .flatMap(List::stream)
                .toList());
    DynamicTest last = does("eraseIdentity", ADMINISTRATOR, FIRST);
    story.addAll(rest());
    story.add(last);
    return story;
  }

  private List<DynamicTest> registrations() {
    return List.of(
        does("registerHolder", HOLDER, "fang"),
        does("registerMember", HOLDER, "fang"),
        does("registerAtCounter", COMMUNITY, FIRST),
        does("listIdentities", HOLDER, "fang"),
        does("modifyIdentity", HOLDER, "fang"),
        does("declareHealth", HOLDER, "fang"),
        does("openSession", HOLDER, "fang"),
        does("listPermissions", HOLDER, "fang"),
        does("findIdentity", COMMUNITY, FIRST),
        does("readIdentity", COMMUNITY, FIRST),
        does("listStaffReads", AUDITOR, FIRST));
  }

  private List<DynamicTest> certificates() {
    return List.of(
        does("issueCertificate", COMMUNITY, FIRST),
        does("listCertificates", COMMUNITY, FIRST),
        does("readCertificate", COMMUNITY, FIRST),
        does("printCertificate", COMMUNITY, FIRST),
        does("revokeCertificate", COMMUNITY, FIRST));
  }

  private List<DynamicTest> checkpointsAndOrders() {
    return List.of(
        does("registerCheckpoint", CHECKPOINT_OPERATOR, FIRST),
        does("listCheckpoints", CHECKPOINT_OPERATOR, FIRST),
        does("answerCheckpoint", COMMUNITY, FIRST),
        does("issueDeviceKey", CHECKPOINT_OPERATOR, FIRST),
        does("replaceDeviceKey", CHECKPOINT_OPERATOR, FIRST),
        does("withdrawDeviceKey", CHECKPOINT_OPERATOR, FIRST),
        does("seeCheckpoint", COMMUNITY, FIRST),
        does("proposeOrder", GOVERNMENT, FIRST),
        does("decideOrder", GOVERNMENT, "2", "4403"),
        does("seeOrder", GOVERNMENT, FIRST),
        does("listOrders", GOVERNMENT, FIRST),
        does("listAnnouncements", HOLDER, "fang"),
        does("liftOrder", GOVERNMENT, "2", "4403"),
        does("proposeOrder", GOVERNMENT, FIRST),
        does("takeOrderBack", GOVERNMENT, FIRST),
        does("giveUpCheckpoint", CHECKPOINT_OPERATOR, FIRST));
  }

  private List<DynamicTest> corrections() {
    return List.of(
        meanwhile(
            "telecom screening finds 王芳 and 李明, who are well",
            () -> {
              for (PersonRef person : List.of(FANG, LI)) {
                people.isScreened(person);
                people.isTested(person, Duration.ofHours(5), TestResult.NEGATIVE);
              }
            }),
        does("whyIsMyCodeSo", HOLDER, "fang"),
        does("whyIsACodeSo", COMMUNITY, FIRST),
        does("reportToCommunity", HOLDER, "fang"),
        does("takeReport", COMMUNITY, FIRST),
        does("listReports", COMMUNITY, FIRST),
        does("apply", HOLDER, "fang"),
        does("addEvidence", HOLDER, "fang"),
        does("applyForEmployee", EMPLOYER, FIRST),
        does("listApplications", HOLDER, "fang"),
        does("seeApplication", HOLDER, "fang"),
        does("listCorrections", COMMUNITY, FIRST),
        does("readCorrection", COMMUNITY, FIRST),
        does("readEvidence", COMMUNITY, FIRST),
        does("reportCorrection", COMMUNITY, FIRST),
        does("reviewCorrection", TOWN_COMMAND, FIRST),
        does("submitCorrection", DISTRICT_COMMAND, FIRST),
        does("auditCorrection", DISTRICT_GROUP, FIRST),
        meanwhile(
            "王芳 is tested, and the application for 李明 is refused",
            () -> {
              test.passes(Duration.ofMinutes(1));
              people.isTested(FANG, Duration.ZERO, TestResult.NEGATIVE);
              Applicants.is(
                  people.step(people.clerk(COMMUNITY, "another"), "2", "report", false), "refused");
            }),
        does("confirmTest", COMMUNITY, "2"),
        does("convertCode", DISTRICT_COMMAND, "2"),
        does("appealRefusal", EMPLOYER, FIRST),
        does("reconsiderRefusal", GOVERNMENT, FIRST),
        does("withdrawApplication", EMPLOYER, FIRST));
  }

  private List<DynamicTest> releases() {
    return List.of(
        meanwhile(
            "王小明 was eight days at home",
            () -> {
              Instant now = test.instant();
              people.learns(
                  SON,
                  new Fact.Contact(now, now.minus(Duration.ofDays(8)), ContactKind.SPATIOTEMPORAL));
              people.isTested(SON, Duration.ofDays(1), TestResult.NEGATIVE);
              test.passes(Duration.ofSeconds(1));
            }),
        does("releaseTemplate", COMMUNITY, FIRST),
        does("fileHomeReleases", COMMUNITY, FIRST),
        does("fileCentralizedReleases", ISOLATION_POINT, FIRST),
        does("listReleases", COMMUNITY, FIRST),
        does("seeReleases", COMMUNITY, FIRST),
        does("readReleaseForm", COMMUNITY, FIRST),
        does("readReleaseScan", COMMUNITY, FIRST),
        does("readRejectedReleases", COMMUNITY, FIRST),
        does("stopReleases", COMMUNITY, FIRST),
        does("resumeReleases", COMMUNITY, FIRST),
        does("withdrawReleases", ISOLATION_POINT, FIRST),
        meanwhile("the list is read", ExamplesIT::work),
        does("reviewReleasesInTown", TOWN_COMMAND, FIRST),
        does("reviewReleasesInDistrict", DISTRICT_COMMAND, FIRST),
        meanwhile("the list is worked off", ExamplesIT::work));
  }

  private static void work() {
    ReleaseWork work = new ReleaseWork(casework.parts);
    while (work.go().isZero()) {
      // Until it rests.
    }
  }

  /** Up to where Shanghai would have to answer, whose codes no document can have. */
  private List<DynamicTest> recognition() {
    return List.of(
        does("proposePeerKey", ADMINISTRATOR, FIRST),
        does("answerPeerKey", MUNICIPALITY, FIRST),
        does("listPeerKeys", MUNICIPALITY, FIRST),
        does("withdrawPeerKey", MUNICIPALITY, FIRST),
        does("giveRecognitionCode", HOLDER, "fang"),
        does("listRecognitionCodes", HOLDER, "fang"),
        does("endRecognitionCode", HOLDER, "fang"),
        does("listRecognitions", HOLDER, "fang"),
        does("listReleaseRequests", COMMUNITY, FIRST),
        does("listAskedReleases", COMMUNITY, FIRST));
  }

  private List<DynamicTest> transfers() {
    return List.of(
        meanwhile("the day ends", () -> test.passes(Duration.ofHours(9))),
        does("listTransfers", DISTRICT_COMMAND, FIRST),
        does("listConversions", DISTRICT_COMMAND, FIRST),
        does("drawUpTransfer", DISTRICT_COMMAND, FIRST),
        does("reviewTransfer", DISTRICT_COMMAND, "2"));
  }

  /** What the story does not tell: it is as described, whatever there is of what it is about. */
  private List<DynamicTest> rest() {
    return casework.routes.endpoints().stream()
        .filter(endpoint -> !told.contains(endpoint.operation()))
        .map(
            endpoint -> {
              Role role =
                  Arrays.stream(Role.values())
                      .filter(endpoint.action()::isFor)
                      .findFirst()
                      .orElseThrow();
              String name = role == HOLDER ? "fang" : FIRST;
              return dynamicTest(
                  endpoint.operation() + ", which is not told",
                  () -> {
                    Answer answer =
                        examples.send(endpoint.operation(), casework.token(role, name(role, name)));
                    assertThat(answer.status())
                        .as(answer.json().encode())
                        .isIn(200, 201, 202, 204, 404, 409);
                  });
            })
        .toList();
  }

  private DynamicTest does(String operation, Role role, String who) {
    return does(operation, () -> casework.token(role, name(role, who)));
  }

  private DynamicTest does(String operation, Role role, String who, String division) {
    return does(
        operation,
        () -> casework.token(name(role, who), Optional.of(new Division(division)), role.word()));
  }

  private DynamicTest does(String operation, Supplier<String> token) {
    told.add(operation);
    return dynamicTest(
        operation,
        () -> {
          Answer answer = examples.send(operation, token.get());
          assertThat(answer.status()).as(answer.json().encode()).isBetween(200, 299);
        });
  }

  private static String name(Role role, String who) {
    return role == HOLDER ? who : role.word() + "-" + who;
  }

  private static DynamicTest meanwhile(String what, Runnable happens) {
    return dynamicTest("meanwhile " + what, happens::run);
  }
}
