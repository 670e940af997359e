package io.scangate.casework;

import static io.scangate.casework.Applicants.PATH;

import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.who.Role;
import io.scangate.transition.TestResult;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Somebody whom telecom screening has found, with a negative sample: who may apply. */
abstract class CorrectionScene extends HolderScene {
  @BeforeEach
  void find() throws Exception {
    people.isScreened(person);
    people.isTested(person, Duration.ofHours(5), TestResult.NEGATIVE);
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
