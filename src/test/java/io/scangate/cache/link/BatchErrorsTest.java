package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import org.junit.jupiter.api.Test;

class BatchErrorsTest {
  @Test
  void eachErrorIsFoundByTheIndexOfItsCommand() {
    BatchErrors errors =
        read(
            "ERR [1] MOVED 3999 127.0.0.1:6381"
                + System.lineSeparator()
                + "ERR [4] unknown command");

    assertThat(errors.at(0)).isFalse();
    assertThat(errors.at(1)).isTrue();
    assertThat(errors.at(4)).isTrue();
    assertThat(errors.starting("MOVED")).contains("MOVED 3999 127.0.0.1:6381");
    assertThat(errors.starting("ASK")).isEmpty();
  }

  @Test
  void aCodeThatTheLibraryDroppedIsPutBack() {
    assertThat(read("ERR [0] unknown command `x`").first())
        .hasMessage("ERR unknown command `x`")
        .extracting(RedisRefusal::code)
        .isEqualTo("ERR");
    assertThat(read("ERR [0] NOSCRIPT No matching script.").first().code()).isEqualTo("NOSCRIPT");
  }

  @Test
  void aLostConnectionIsNotTakenForAnErrorOfTheServer() {
    assertThat(read("ERR [0] CONNECTION_CLOSED").sentByServer(0)).isFalse();
    assertThat(read("ERR [0] java.io.IOException: Connection reset").sentByServer(0)).isFalse();
    assertThat(read("ERR [0] WRONGTYPE Operation against a key").sentByServer(0)).isTrue();
  }

  @Test
  void otherFailuresAreNoBatchErrors() {
    assertThat(BatchErrors.read(new IllegalStateException("ERR [0] x"))).isEmpty();
    assertThat(BatchErrors.read(ErrorType.create("ERR no batch"))).isEmpty();
  }

  private static BatchErrors read(String text) {
    return BatchErrors.read(ErrorType.create(text)).orElseThrow();
  }
}
