package io.scangate.casework;

import static io.scangate.casework.Applicants.PATH;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.PersonRef;
import io.scangate.transition.TestResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whom telecom screening has found, with a negative sample: who may apply. */
abstract class CorrectionScene {
  @TempDir Path directory;
  TestLedger test;
  TestCasework casework;
  Applicants people;
  String fang;
  PersonRef person;

  @BeforeEach
  void open() throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    people = new Applicants(test, casework);
    fang = casework.token(Role.HOLDER, "fang");
    person = people.register(fang, "王芳", Forms.FANG);
    people.isScreened(person);
    people.isTested(person, Duration.ofHours(5), TestResult.NEGATIVE);
  }

  @AfterEach
  void close() {
    casework.close();
    test.close();
  }

  String community() {
    return people.clerk(Role.COMMUNITY, "an");
  }

  Answer read(String token, String number) {
    return casework.get(token, "/v1/corrections/" + number + "?purpose=case&lang=en");
  }

  Answer own(String number) {
    return casework.get(fang, PATH + "/" + number + "?lang=en");
  }
}
