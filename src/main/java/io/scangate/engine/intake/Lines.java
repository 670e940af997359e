package io.scangate.engine.intake;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into its lines. One that is too long is told as such and costs no more than what a
 * line may have. Confined to the virtual thread that reads.
 */
final class Lines {
  private final int most;
  private Buffer begun = Buffer.buffer();
  private boolean overlong;

  /**
   * Cuts.
   *
   * @param most how many bytes a line may have
   */
  Lines(int most) {
    this.most = most;
  }

  /** A line of the stream. */
  sealed interface Line {
    /** What stands in it, without its end. */
    record Text(Buffer bytes) implements Line {}

    /** Longer than allowed. */
    record TooLong() implements Line {}
  }

  /** The lines that end in some further bytes; empty ones are passed over. */
  List<Line> add(Buffer bytes) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.getByte(i) == '\n') {
        append(bytes, from, i);
        from = i + 1;
        lines.addAll(end());
      }
    }
    append(bytes, from, bytes.length());
    return lines;
  }

  private void append(Buffer bytes, int from, int to) {
    if (overlong || begun.length() + to - from > most) {
      overlong = true;
      begun = Buffer.buffer();
    } else {
      begun.appendBuffer(bytes, from, to - from);
    }
  }

  /** The line that the stream ends in, where it has no end of its own. */
  List<Line> end() {
    Buffer line = begun;
    boolean tooLong = overlong;
    begun = Buffer.buffer();
    overlong = false;
    if (tooLong) {
      return List.of(new Line.TooLong());
    }
    return isBlank(line) ? List.of() : List.of(new Line.Text(line));
  }

  private static boolean isBlank(Buffer line) {
    for (int i = 0; i < line.length(); i++) {
      byte b = line.getByte(i);
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
