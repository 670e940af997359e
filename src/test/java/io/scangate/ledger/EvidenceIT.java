package io.scangate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What needs evidence is said twice, in Java and in the schema; here the two are held together. */
class EvidenceIT {
  private static final Instant AT = Instant.parse("2022-03-01T08:00:00Z");
  private static final int KINDS = 16;

  private static List<Content> contents() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact.Registered(AT, AT));
    for (DiagnosisStatus status : DiagnosisStatus.values()) {
      facts.add(new Fact.Diagnosis(AT, AT, status));
    }
    facts.add(new Fact.Discharged(AT, AT));
    for (ContactKind kind : ContactKind.values()) {
      facts.add(new Fact.Contact(AT, AT, kind));
    }
    facts.add(new Fact.Entry(AT, AT, "XX"));
    for (RiskLevel level : RiskLevel.values()) {
      facts.add(new Fact.Area(AT, AT, level));
    }
    facts.add(new Fact.SpecialArea(AT, AT, AT));
    facts.add(new Fact.Screening(AT, AT, "telecom"));
    for (Setting setting : List.of(Setting.CENTRALIZED, Setting.HOME)) {
      facts.add(new Fact.IsolationStarted(AT, AT, setting));
      facts.add(new Fact.IsolationReleased(AT, AT, setting));
    }
    for (TestResult result : TestResult.values()) {
      facts.add(new Fact.Test(AT, AT, AT, result));
    }
    facts.add(new Fact.Declaration(AT, AT, Set.of(Symptom.FEVER), DeclaredStatus.CONFIRMED));
    for (Colour colour : List.of(Colour.GREEN, Colour.YELLOW, Colour.RED)) {
      facts.add(new Fact.Assignment(AT, AT, new Province("31"), colour));
    }
    facts.add(new Fact.AssignmentLifted(AT, AT, new Province("31")));
    facts.add(new Fact.Correction(AT, AT, Category.CLOSE_CONTACT, "identity"));
    List<Content> contents = new ArrayList<>();
    facts.forEach(fact -> contents.add(FactFormat.write(fact)));
    contents.add(FactFormat.residence(new Division("440303001001")));
    return contents;
  }

  @Test
  void theSchemaAsksForEvidenceWhereTheProgramDoes() throws SQLException {
    Vertx vertx = Vertx.vertx();
    try (Ledger ledger = Ledger.open(vertx, TestPostgres.database())) {
      String check =
          ledger
              .ask(
                  "select pg_get_expr(conbin, conrelid) as check from pg_constraint"
                      + " where conname = 'evidence' and conrelid = 'fact'::regclass",
                  Tuple.tuple())
              .iterator()
              .next()
              .getString("check");
      List<Content> contents = contents();
      assertThat(contents.stream().map(Content::kind).distinct()).hasSize(KINDS);
      for (Content content : contents) {
        assertThat(content.isSevere())
            .as(content.toString())
            .isEqualTo(!passes(ledger, check, content, null));
        assertThat(passes(ledger, check, content, "there")).as(content.toString()).isTrue();
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static boolean passes(
      Ledger ledger, String check, Content content, @Nullable String evidence) {
    Row row =
        ledger
            .ask(
                "select ("
                    + check
                    + ") as passes from (values ($1::int4::smallint, $2::text,"
                    + " $3::text, $3::text)) as fact (kind, detail, document, place)",
                Tuple.of(content.kind(), content.detail().orElse(null), evidence))
            .iterator()
            .next();
    return row.getBoolean("passes") == null || row.getBoolean("passes");
  }
}
