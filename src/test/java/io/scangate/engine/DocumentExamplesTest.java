package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever opens {@code /docs/} finds for everything what to send. */
class DocumentExamplesTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"casework", "intake", "peers", "gateway", "ledger"})
  void everyJsonBodyAndEveryParameterThatIsNeededHasAnExampleOfItsShape(String document) {
    DocumentExamples examples = DocumentExamples.of(vertx, document + ".yaml");
    assertThat(examples.operations()).isNotEmpty();
    assertThat(examples.faults()).isEmpty();
  }
}
