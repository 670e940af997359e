package io.scangate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scangate.ledger.LedgerException.Trouble;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of a wait for PostgreSQL is unchecked and says what stands in the way. */
@Timeout(60)
class WaitIT {
  private final Vertx vertx = Vertx.vertx();
  private Ledger ledger;

  @BeforeEach
  void open() throws SQLException {
    ledger = Ledger.open(vertx, TestPostgres.database());
  }

  @AfterEach
  void close() {
    ledger.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void fails(String sql, Trouble trouble) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.ask(sql, Tuple.tuple()))
        .satisfies(it -> assertThat(it.trouble()).isEqualTo(trouble))
        .satisfies(
            it ->
                assertThat(LedgerException.behind(new CompletionException(it))).contains(trouble));
  }

  @ParameterizedTest
  @CsvSource({
    "08006, AWAY",
    "53300, AWAY",
    "57014, AWAY",
    "40001, CONFLICT",
    "40P01, CONFLICT",
    "55P03, CONFLICT",
    "23505, REFUSED",
    "22012, UNUSABLE"
  })
  void theServersWordIsUnderstood(String state, Trouble trouble) {
    fails("do $$ begin raise exception using errcode = '" + state + "'; end $$", trouble);
  }

  private static void terminate(SqlConnection connection) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(
            () ->
                Wait.on(
                    connection.query("select pg_terminate_backend(pg_backend_pid())").execute()))
        .satisfies(it -> assertThat(it.trouble()).isEqualTo(Trouble.AWAY));
  }

  @Test
  void aConnectionThatIsLostInATransactionIsALedgerThatIsAway() {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(
            () ->
                ledger.transaction(
                    connection -> {
                      terminate(connection);
                      // Whoever goes on with it is told so too.
                      return Wait.on(connection.query("select 1").execute()).size();
                    }))
        .satisfies(it -> assertThat(it.trouble()).isEqualTo(Trouble.AWAY));
    assertThat(ledger.ask("select 1", Tuple.tuple()).size()).isOne();
  }
}
