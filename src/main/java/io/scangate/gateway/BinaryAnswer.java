package io.scangate.gateway;

import io.netty.buffer.ByteBuf;
import io.scangate.health.Colour;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Verdict;

/**
 * The wire format of binary messages on a turnstile line.
 *
 * <pre>
 * scan     4 bytes   a number of the sender's choice, which the answer bears
 *          rest      the text of the code
 *
 * answer   0   4     the number of the scan
 *          4   1     verdict, its wire number; 0 where the scan was not judged
 *          5   1     colour, its wire number; 255 where nobody was identified
 *          6   1     reason, its wire number; of {@link Unjudged} where the verdict is 0
 *          7   1     basis, its wire number; 0 where there is none
 *          8  16     the number of the scan in the log; zeros where it was not judged
 *
 * notice   as an answer to the number 0 with verdict 0 and the reason leaving
 * </pre>
 */
final class BinaryAnswer {
  /** How long an answer is. */
  static final int BYTES = 24;

  /** How long the number of a scan is. */
  static final int NUMBER_BYTES = 4;

  private static final int NOBODY = 255;

  private BinaryAnswer() {}

  /** Writes a verdict. */
  static void write(ByteBuf out, int number, Verdict verdict, long idHigh, long idLow) {
    Colour colour = verdict.colour();
    Basis basis = verdict.basis();
    out.writeInt(number);
    out.writeInt(
        verdict.outcome().wire() << 24
            | (colour == null ? NOBODY : colour.wire()) << 16
            | verdict.reason().wire() << 8
            | (basis == null ? 0 : basis.wire()));
    out.writeLong(idHigh);
    out.writeLong(idLow);
  }

  /** Writes that a scan was not judged. */
  static void write(ByteBuf out, int number, Unjudged why) {
    out.writeInt(number);
    out.writeInt(NOBODY << 16 | why.wire() << 8);
    out.writeLong(0);
    out.writeLong(0);
  }
}
