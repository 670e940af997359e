package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @Test
  void oneServer() {
    assertThat(RedisAddress.parse("redis://cache.city.example"))
        .isEqualTo(new RedisAddress.Standalone(new HostPort("cache.city.example", 6379), false));
    assertThat(RedisAddress.parse("rediss://[::1]:7000/"))
        .isEqualTo(new RedisAddress.Standalone(new HostPort("::1", 7000), true));
  }

  @Test
  void sentinelsAndTheNameOfTheirMaster() {
    assertThat(RedisAddress.parse("redis+sentinel://h1,h2:7/mymaster"))
        .isEqualTo(
            new RedisAddress.Sentinel(
                "mymaster", List.of(new HostPort("h1", 26379), new HostPort("h2", 7)), false));
  }

  @Test
  void seedsOfACluster() {
    assertThat(RedisAddress.parse("rediss+cluster://h1:7000,h2:7001"))
        .isEqualTo(
            new RedisAddress.Cluster(
                List.of(new HostPort("h1", 7000), new HostPort("h2", 7001)), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://h:1",
        "rediss://[::1]:6379",
        "redis+sentinel://h1:26379,h2:26379/mymaster",
        "rediss+cluster://h1:7000,h2:7001"
      })
  void anAddressReadsBackWhatItPrints(String text) {
    assertThat(RedisAddress.parse(text)).hasToString(text);
  }

  @Test
  void aPasswordIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> RedisAddress.parse("redis://gateway:s3cret@host:6379"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis.password-file")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "localhost:6379 | begins with redis://",
        "http://h | 'http' is not a Redis scheme",
        "redis+replica://h | 'redis+replica' is not a Redis scheme",
        "redis:// | host is missing",
        "redis://h:0 | port 0",
        "redis://h:65536 | port 65536",
        "redis://h:x | port 'x' is not a number",
        "redis://::1 | stands in brackets",
        "redis://h/2 | no path",
        "redis://h?a=b | no path and no parameters",
        "redis+cluster://h1,,h2 | host is missing",
        "redis+sentinel://h1 | ends with the master's name",
        "redis+sentinel://h1/ | ends with the master's name"
      })
  void whatIsWrongIsToldInPlainWords(String text, String said) {
    assertThatThrownBy(() -> RedisAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
