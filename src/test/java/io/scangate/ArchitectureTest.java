package io.scangate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The directions between packages, as src/docs/architecture.md draws them. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.scangate");

  /** Package to the packages of ours that it may import. */
  private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

  private static final List<String> CORE =
      List.of(
          "health",
          "config",
          "files",
          "policy",
          "transition",
          "scenario",
          "explain",
          "credential",
          "verdict");

  static {
    ALLOWED.put("health", List.of());
    ALLOWED.put("config", List.of());
    ALLOWED.put("files", List.of());
    ALLOWED.put("policy", List.of("health", "config"));
    ALLOWED.put("transition", List.of("health", "policy"));
    ALLOWED.put("scenario", List.of("health", "config", "policy", "transition"));
    ALLOWED.put("explain", List.of("health", "policy", "transition"));
    ALLOWED.put("credential", List.of("health"));
    ALLOWED.put("verdict", List.of("health", "config", "credential"));
    ALLOWED.put("ops", CORE);
    ALLOWED.put("cache", List.of("health", "ops"));
    ALLOWED.put("signin", List.of("health", "config", "files", "ops"));
    ALLOWED.put("qr", List.of());
    ALLOWED.put("gateway", with(CORE, "ops", "cache", "qr"));
    ALLOWED.put("ledger", with(CORE, "ops"));
    ALLOWED.put("engine", with(CORE, "ops", "signin", "ledger", "cache"));
    ALLOWED.put("casework", with(CORE, "ops", "signin", "qr", "ledger", "engine"));
    ALLOWED.put("embedded", List.of("config", "files"));
    ALLOWED.put("demo", with(CORE, "ledger", "engine"));
    ALLOWED.put("serve", everythingAbove());
    ALLOWED.put("command", everythingAbove());
  }

  /** Wiring may import all that stands above it in the table. */
  private static List<String> everythingAbove() {
    return List.copyOf(ALLOWED.keySet());
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static String of(String name) {
    return "io.scangate." + name + "..";
  }

  @TestFactory
  Stream<DynamicTest> everyPackageImportsOnlyWhatTheTableAllows() {
    return ALLOWED.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      String[] allowed =
                          with(entry.getValue(), entry.getKey()).stream()
                              .map(ArchitectureTest::of)
                              .toArray(String[]::new);
                      noClasses()
                          .that()
                          .resideInAPackage(of(entry.getKey()))
                          .should()
                          .dependOnClassesThat(
                              resideInAnyPackage("io.scangate..")
                                  .and(resideOutsideOfPackages(allowed)))
                          .allowEmptyShould(true)
                          .check(CLASSES);
                    }));
  }

  @Test
  void everyPackageStandsInTheTable() {
    String[] known =
        Stream.concat(Stream.of("io.scangate"), ALLOWED.keySet().stream().map(ArchitectureTest::of))
            .toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  @Test
  void theCoreIsPlainJava() {
    String[] core = CORE.stream().map(ArchitectureTest::of).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(core)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vertx..",
            "io.netty..",
            "io.micrometer..",
            "com.github.benmanes..",
            "org.slf4j..",
            "java.sql..",
            "java.util.logging..")
        .check(CLASSES);
  }

  @Test
  void theCoreHasNoClockOfItsOwn() {
    String[] core = CORE.stream().map(ArchitectureTest::of).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(core)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void onlyTheLedgerSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.scangate.ledger..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.scangate.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
