package io.scangate.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.scangate.cache.Layout;
import io.scangate.cache.RedisKeys;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The colours of people: a near cache in front of the Redis that Scangate's gateways read. Shared.
 */
final class Codes implements AutoCloseable {
  private static final int PARTITIONS = 16;
  private static final int FLAGS = 8;
  private static final int COLOUR = 0b11;
  private static final int REGISTERED = 0b100;
  private static final int WITHDRAWN = 0b1000;
  private static final Duration LAYOUT_KEPT = Duration.ofMinutes(1);

  /**
   * What was known of one person at an instant. Immutable.
   *
   * @param asOf when Redis said so
   */
  record Known(Colour colour, Instant asOf) {}

  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final RedisReactiveCommands<byte[], byte[]> redis;
  private final Cache<Long, Known> near;
  private final Cache<Integer, Layout> layouts =
      Caffeine.newBuilder().expireAfterWrite(LAYOUT_KEPT).build();

  Codes(ScanPeer.Settings settings) throws IOException {
    String password = Files.readString(settings.redisPassword()).strip();
    client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(settings.redisPort())
                .withAuthentication("gateway", password.toCharArray())
                .build());
    connection = client.connect(ByteArrayCodec.INSTANCE);
    redis = connection.reactive();
    near =
        Caffeine.newBuilder()
            .maximumSize(settings.cacheEntries())
            .expireAfterWrite(settings.cacheFor())
            .build();
  }

  /** What the near cache holds of a person. */
  @Nullable Known near(long person) {
    return near.getIfPresent(person);
  }

  /** Asks Redis for the bucket that a person is in, about 64 people, and keeps it. */
  Mono<Known> fetch(long person) {
    int partition = PersonRef.partition(person, PARTITIONS);
    return layout(partition)
        .flatMapMany(layout -> redis.hgetall(bucket(partition, layout, person)))
        .collectList()
        .map(
            bucket -> {
              Instant asOf = Instant.now();
              Known found = new Known(Colour.NONE, asOf);
              for (KeyValue<byte[], byte[]> code : bucket) {
                long holder = ByteBuffer.wrap(code.getKey()).getLong();
                Known known = new Known(colour(code.getValue()), asOf);
                near.put(holder, known);
                found = holder == person ? known : found;
              }
              return found;
            });
  }

  private Mono<Layout> layout(int partition) {
    Layout held = layouts.getIfPresent(partition);
    return held != null
        ? Mono.just(held)
        : redis
            .get(bytes(RedisKeys.layout(partition)))
            .map(
                stored -> {
                  ByteBuffer wire = ByteBuffer.wrap(stored);
                  return new Layout(
                      Integer.toUnsignedLong(wire.getInt()),
                      wire.getInt(),
                      Byte.toUnsignedInt(wire.get()));
                })
            .doOnNext(layout -> layouts.put(partition, layout));
  }

  private static byte[] bucket(int partition, Layout layout, long person) {
    return bytes(RedisKeys.bucket(partition, layout.generation(), layout.bucketOf(person)));
  }

  private static Colour colour(byte[] stored) {
    int flags = stored[FLAGS];
    boolean counts = (flags & (REGISTERED | WITHDRAWN)) == REGISTERED;
    Colour colour = counts ? Colour.ofWire(flags & COLOUR) : null;
    return colour == null ? Colour.NONE : colour;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }
}
