package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scangate.health.Colour;
import io.scangate.verdict.Advice;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Language;
import io.scangate.verdict.Reason;
import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts as JSON. Confined to its event loop.
 *
 * <pre>
 * {"verdict":"ADMIT","reason":"green","colour":"GREEN","basis":"live",
 *  "asOf":"2022-03-01T00:00:00.123456Z","policy":"v1","scanId":"32 hexadecimal digits","advice":"..."}
 * </pre>
 *
 * <p>What does not apply is left out; {@code skewSeconds} stands behind the reason of a code that
 * is out of its time by a little. Everything but the instant and the numbers is put together once
 * and then copied.
 */
final class VerdictJson {
  private static final int REASONS = 32;
  private static final int MOST_BYTES = 1_024;

  /** How many seconds are kept as text, a power of two. */
  private static final int SECONDS = 4;

  private static final byte[] SEQ = "{\"seq\":".getBytes(UTF_8);
  private static final byte[] SKEW = ",\"skewSeconds\":".getBytes(UTF_8);
  private static final byte[] AS_OF = ",\"asOf\":\"".getBytes(UTF_8);
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] MICROS = ".000000Z\"".getBytes(UTF_8);

  private final byte[] @Nullable [] heads = new byte[Verdict.SAYINGS][];
  private final byte[] @Nullable [] tails = new byte[Language.values().length * REASONS][];
  private final byte[] out = new byte[MOST_BYTES];
  private int length;
  private byte[] policy = new byte[0];
  private String policyText = "";
  private final long[] seconds = new long[SECONDS];
  private final byte[][] secondTexts = new byte[SECONDS][0];

  VerdictJson() {
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  /**
   * Writes one verdict.
   *
   * @param policyVersion the version of the admission rules
   * @param skewSeconds how far the code was out of its time; 0 where that does not apply
   */
  Buffer write(
      Verdict verdict,
      String policyVersion,
      long skewSeconds,
      long idHigh,
      long idLow,
      Language language) {
    int bytes = fill(verdict, policyVersion, skewSeconds, idHigh, idLow, language, 0);
    return Buffer.buffer(bytes).appendBytes(out, 0, bytes);
  }

  /**
   * Puts one verdict into {@link #bytes}, which hold it until the next.
   *
   * @param seq stands first where it is not 0
   * @return how many bytes it takes
   */
  int fill(
      Verdict verdict,
      String policyVersion,
      long skewSeconds,
      long idHigh,
      long idLow,
      Language language,
      long seq) {
    length = 0;
    if (seq == 0) {
      append(head(verdict));
    } else {
      append(SEQ);
      append(Long.toString(seq).getBytes(UTF_8));
      int at = length;
      append(head(verdict));
      out[at] = ',';
    }
    if (skewSeconds != 0) {
      append(SKEW);
      append(Long.toString(skewSeconds).getBytes(UTF_8));
    }
    if (verdict.asOf() != 0) {
      append(AS_OF);
      appendInstant(verdict.asOf());
    }
    append(policy(policyVersion));
    appendHex(idHigh);
    appendHex(idLow);
    append(tail(verdict.reason(), language));
    return length;
  }

  /** Where {@link #fill} puts a verdict. */
  byte[] bytes() {
    return out;
  }

  private byte[] head(Verdict verdict) {
    Colour colour = verdict.colour();
    Basis basis = verdict.basis();
    byte[] head = heads[verdict.says()];
    if (head == null) {
      String text =
          "{\"verdict\":\"%s\",\"reason\":\"%s\"%s%s"
              .formatted(
                  verdict.outcome(),
                  verdict.reason().text(),
                  colour == null ? "" : ",\"colour\":\"" + colour + "\"",
                  basis == null ? "" : ",\"basis\":\"" + basis.text() + "\"");
      head = text.getBytes(UTF_8);
      heads[verdict.says()] = head;
    }
    return head;
  }

  private byte[] policy(String version) {
    if (!version.equals(policyText)) {
      policyText = version;
      policy = (",\"policy\":\"" + version + "\",\"scanId\":\"").getBytes(UTF_8);
    }
    return policy;
  }

  private byte[] tail(Reason reason, Language language) {
    int number = number(language) * REASONS + reason.wire();
    byte[] tail = tails[number];
    if (tail == null) {
      tail =
          ("\",\"advice\":" + Json.encode(new Advice(language).on(reason)) + "}").getBytes(UTF_8);
      tails[number] = tail;
    }
    return tail;
  }

  private static int number(Language language) {
    return switch (language) {
      case CHINESE -> 0;
      case ENGLISH -> 1;
    };
  }

  /**
   * The texts of the last seconds are kept: nearly all verdicts of a moment name the same few, one
   * for each partition.
   */
  private void appendInstant(long micros) {
    long second = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
    int kept = (int) second & SECONDS - 1;
    if (seconds[kept] != second) {
      seconds[kept] = second;
      String text = DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(second));
      secondTexts[kept] = text.substring(0, text.length() - 1).getBytes(UTF_8);
    }
    append(secondTexts[kept]);
    append(MICROS);
    long rest = Math.floorMod(micros, TimeUnit.SECONDS.toMicros(1));
    for (int digit = length - 3; rest != 0; digit--) {
      out[digit] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private void appendHex(long word) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out[length++] = HEX[(int) (word >>> shift) & 15];
    }
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
  }
}
