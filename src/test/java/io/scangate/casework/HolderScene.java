package io.scangate.casework;

import io.scangate.casework.who.Role;
import io.scangate.engine.TestLedger;
import io.scangate.health.PersonRef;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A desk and somebody who is registered there, with a green code. */
abstract class HolderScene {
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
  }

  @AfterEach
  void close() {
    casework.close();
    test.close();
  }
}
