package io.scangate.casework.release;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a stamped scan may be, told by how its bytes begin and end. It is kept and handed out, and
 * never unpacked or drawn here.
 */
enum ScanFormat {
  PDF("application/pdf", "255044462d"),
  JPEG("image/jpeg", "ffd8ff"),
  PNG("image/png", "89504e470d0a1a0a0000000d49484452");

  private static final int TAIL = 1024;

  /** The last chunk of a PNG with its check. */
  private static final byte[] PNG_END = HexFormat.of().parseHex("49454e44ae426082");

  private static final byte[] JPEG_END = HexFormat.of().parseHex("ffd9");

  private final String type;
  private final String begin;

  ScanFormat(String type, String begin) {
    this.type = type;
    this.begin = begin;
  }

  /** The word in answers and names of files. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its media type. */
  String type() {
    return type;
  }

  /** The format of a word. */
  static ScanFormat of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The format that some bytes are of, whatever their sender calls them. */
  static Optional<ScanFormat> of(Buffer bytes) {
    return Arrays.stream(values()).filter(format -> format.isOf(bytes)).findFirst();
  }

  private boolean isOf(Buffer bytes) {
    byte[] first = HexFormat.of().parseHex(begin);
    if (bytes.length() < first.length + PNG_END.length
        || !Arrays.equals(bytes.getBytes(0, first.length), first)) {
      return false;
    }
    byte[] tail = bytes.getBytes(Math.max(0, bytes.length() - TAIL), bytes.length());
    return switch (this) {
      case PDF -> new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF");
      case JPEG -> endsWith(tail, JPEG_END);
      case PNG -> endsWith(tail, PNG_END);
    };
  }

  private static boolean endsWith(byte[] tail, byte[] end) {
    return Arrays.equals(Arrays.copyOfRange(tail, tail.length - end.length, tail.length), end);
  }
}
