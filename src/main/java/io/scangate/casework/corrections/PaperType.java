package io.scangate.casework.corrections;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a paper is, by its bytes and not by what its sender calls it. Nothing of it is unpacked or
 * shown here: staff get it as a file to keep.
 */
enum PaperType {
  PDF("application/pdf", "pdf") {
    @Override
    boolean is(Buffer bytes) {
      int tail = Math.max(0, bytes.length() - PDF_TAIL);
      return startsWith(bytes, "%PDF-")
          && bytes.getString(tail, bytes.length(), "ISO-8859-1").contains("%%EOF");
    }
  },
  JPEG("image/jpeg", "jpg") {
    @Override
    boolean is(Buffer bytes) {
      int length = bytes.length();
      return length > 4
          && bytes.getUnsignedShort(0) == 0xFFD8
          && bytes.getUnsignedShort(length - 2) == 0xFFD9
          && frame(bytes).map(PaperType::isOfSomeSize).orElse(false);
    }
  },
  PNG("image/png", "png") {
    @Override
    boolean is(Buffer bytes) {
      int length = bytes.length();
      return length > 45
          && bytes.getLong(0) == 0x89504E470D0A1A0AL
          && bytes.getLong(8) == 0x0000000D49484452L
          && isOfSomeSize(new Size(bytes.getUnsignedInt(16), bytes.getUnsignedInt(20)))
          && bytes.getLong(length - 12) == 0x0000000049454E44L;
    }
  };

  private static final int PDF_TAIL = 1_024;

  /** Whoever opens a picture needs as many times four bytes: 50 million are 200 MB. */
  private static final long MOST_PIXELS = 50_000_000;

  private record Size(long width, long height) {}

  private final String mediaType;
  private final String suffix;

  PaperType(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  abstract boolean is(Buffer bytes);

  String mediaType() {
    return mediaType;
  }

  /** What the name of a file of it ends in. */
  String suffix() {
    return suffix;
  }

  /** What some bytes are; nothing where they are none of these. */
  static Optional<PaperType> of(Buffer bytes) {
    return Arrays.stream(values()).filter(type -> type.is(bytes)).findFirst();
  }

  /** The type of a name that was kept. */
  static PaperType named(String mediaType) {
    return Arrays.stream(values())
        .filter(type -> type.mediaType.equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no paper is " + mediaType));
  }

  private static boolean startsWith(Buffer bytes, String text) {
    return bytes.length() > text.length()
        && bytes
            .slice(0, text.length())
            .equals(Buffer.buffer(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static boolean isOfSomeSize(Size size) {
    return size.width > 0
        && size.height > 0
        && size.width <= MOST_PIXELS
        && size.height <= MOST_PIXELS / size.width;
  }

  /** The size in the frame header of a JPEG (ITU-T T.81, B.2.2), which stands before its scans. */
  private static Optional<Size> frame(Buffer bytes) {
    int at = 2;
    while (at + 9 < bytes.length() && bytes.getUnsignedByte(at) == 0xFF) {
      int marker = bytes.getUnsignedByte(at + 1);
      if (isFrame(marker)) {
        return Optional.of(
            new Size(bytes.getUnsignedShort(at + 7), bytes.getUnsignedShort(at + 5)));
      }
      if (marker == 0xDA) {
        return Optional.empty();
      }
      at += marker == 0xFF ? 1 : 2 + bytes.getUnsignedShort(at + 2);
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
