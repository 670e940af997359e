package io.scangate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import io.scangate.RunningDoor.Setup;
import io.scangate.embedded.Await;
import io.scangate.health.Colour;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random bytes as valid Base45 over HTTP, some behind the first bytes of a real code: each is a
 * scan that is refused, and the memory of the process does not grow by them. A million unless
 * {@code -Dscangate.random-texts} says otherwise, which takes some ten seconds.
 */
@Timeout(900)
class RandomTextsIT {
  private static final int TEXTS = Integer.getInteger("scangate.random-texts", 1_000_000);
  private static final int CONNECTIONS = 4;
  private static final int PIPELINED = 100;
  private static final int MOST_BYTES = 330;

  /**
   * What the heap after a collection, and memory beside it, may differ by: buffers kept for use.
   */
  private static final long HEAP_BOUND = 8L << 20;

  private static final long DIRECT_BOUND = 8L << 20;
  private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  /** How a MAC of COSE begins, and how a signature does. */
  private static final byte[][] BEGINNINGS = {
    {}, {(byte) 0xd1, (byte) 0x84, 0x4a, (byte) 0xa2}, {(byte) 0xd2, (byte) 0x84, 0x4e, (byte) 0xa2}
  };

  @TempDir private Path folder;
  @AutoClose private SmallCity city;
  @AutoClose private RunningDoor door;

  @BeforeEach
  void start() throws Exception {
    city = SmallCity.start(folder);
    var _ = city.commit(1_000, Colour.GREEN);
    var _ = city.publish("venue");
    Path rules = folder.resolve("admission.yaml");
    Files.writeString(
        rules,
        Files.readString(Path.of("config/admission.yaml"))
            .replace("  venue:\n", "  venue:\n    rate: 1000000\n"));
    door = RunningDoor.open(city, "door", Setup.PLAIN.ruledBy(rules));
    Await.until("it is fresh", () -> door.health("fresh") == 200);
  }

  @Test
  void noneIsAnErrorAndMemoryStaysFlat() {
    String paper = city.paper(1_000, Colour.GREEN);
    Map<String, Integer> told = new TreeMap<>();
    send(TEXTS / 5, 1).forEach((reason, times) -> told.merge(reason, times, Integer::sum));
    long heap = heapAfterCollection();
    long direct = directMemory();
    long begun = System.nanoTime();
    send(TEXTS - TEXTS / 5, 2).forEach((reason, times) -> told.merge(reason, times, Integer::sum));
    long millis = (System.nanoTime() - begun) / 1_000_000;
    long heapGrown = heapAfterCollection() - heap;
    long directGrown = directMemory() - direct;
    System.getLogger(RandomTextsIT.class.getName())
        .log(
            System.Logger.Level.INFO,
            "{0} texts, four fifths of them in {1} ms: {2}; heap {3} B and {4} B more, beside it"
                + " {5} B and {6} B more",
            TEXTS,
            millis,
            told,
            heap,
            heapGrown,
            direct,
            directGrown);
    assertThat(told.values().stream().mapToInt(times -> times).sum()).isEqualTo(TEXTS);
    assertThat(told).containsOnlyKeys("malformed");
    assertThat(heapGrown).isLessThan(HEAP_BOUND);
    assertThat(directGrown).isLessThan(DIRECT_BOUND);
    assertThat(door.scan("venue", paper).getString("verdict")).isEqualTo("ADMIT");
    assertThat(door.health("live")).isEqualTo(200);
  }

  /** Sends texts over some connections at once, and counts the reasons that are told. */
  private Map<String, Integer> send(int texts, int seed) {
    List<CompletableFuture<Map<String, Integer>>> senders = new ArrayList<>();
    for (int sender = 0; sender < CONNECTIONS; sender++) {
      int share = texts / CONNECTIONS + (sender < texts % CONNECTIONS ? 1 : 0);
      SplittableRandom random = new SplittableRandom(31L * seed + sender);
      senders.add(CompletableFuture.supplyAsync(() -> sendOnOne(share, random)));
    }
    Map<String, Integer> told = new TreeMap<>();
    senders.forEach(
        sender ->
            sender.join().forEach((reason, times) -> told.merge(reason, times, Integer::sum)));
    return told;
  }

  private Map<String, Integer> sendOnOne(int texts, SplittableRandom random) {
    Map<String, Integer> told = new TreeMap<>();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port)) {
      socket.setSoTimeout(60_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      for (int left = texts; left > 0; ) {
        int some = Math.min(left, PIPELINED);
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int request = 0; request < some; request++) {
          requests.writeBytes(request(text(random)));
        }
        socket.getOutputStream().write(requests.toByteArray());
        for (int answer = 0; answer < some; answer++) {
          told.merge(reason(in), 1, Integer::sum);
        }
        left -= some;
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] request(String text) {
    return ("POST /v1/scans HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
            + "Authorization: Bearer "
            + SmallCity.deviceKey("venue")
            + "\r\nContent-Length: "
            + text.length()
            + "\r\n\r\n"
            + text)
        .getBytes(US_ASCII);
  }

  private static String text(SplittableRandom random) {
    byte[] beginning = BEGINNINGS[random.nextInt(BEGINNINGS.length)];
    byte[] bytes = new byte[beginning.length + random.nextInt(1, MOST_BYTES)];
    random.nextBytes(bytes);
    System.arraycopy(beginning, 0, bytes, 0, beginning.length);
    StringBuilder text = new StringBuilder("SG1:");
    for (int at = 0; at < bytes.length; at += 2) {
      boolean pair = at + 1 < bytes.length;
      int number = pair ? (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff) : bytes[at] & 0xff;
      for (int digit = 0; digit < (pair ? 3 : 2); digit++) {
        text.append(DIGITS.charAt(number % 45));
        number /= 45;
      }
    }
    return text.toString();
  }

  /** Reads one answer: the reason of a verdict that refuses, or else all that was told. */
  private static String reason(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    String body = new String(in.readNBytes(length), US_ASCII);
    String refused = "{\"verdict\":\"REFUSE\",\"reason\":\"";
    return status.equals("HTTP/1.1 200 OK") && body.startsWith(refused)
        ? body.substring(refused.length(), body.indexOf('"', refused.length()))
        : status + " " + body;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** What Netty and the JDK have taken beside the heap. */
  private static long directMemory() {
    return Math.max(0, PlatformDependent.usedDirectMemory())
        + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
  }
}
