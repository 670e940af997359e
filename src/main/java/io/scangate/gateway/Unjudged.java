package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Why one scan of several has no verdict: of a line, or of a batch. */
enum Unjudged {
  /** Too many scans wait; the sender may come again. */
  BUSY(64, Problem.BUSY),
  /** The device scans faster than it may. */
  OVER_RATE(65, Problem.OVER_RATE),
  /** The gateway failed. */
  FAILED(66, Problem.FAILED),
  /** There was no text. */
  EMPTY(67, Problem.EMPTY_BODY),
  /** No answer but a notice: the gateway is shutting down, and the sender is to go elsewhere. */
  LEAVING(68, Problem.LEAVING);

  private final int wire;
  private final Problem problem;

  Unjudged(int wire, Problem problem) {
    this.wire = wire;
    this.problem = problem;
  }

  /** The number that stands for it on binary connections, among those of the reasons. */
  int wire() {
    return wire;
  }

  /** What it is in JSON, in the place of a verdict. */
  byte[] json() {
    return ("{\"problem\":" + problem.json() + "}").getBytes(UTF_8);
  }

  /** What it is in JSON on a line. */
  byte[] json(long seq) {
    return ("{\"seq\":" + seq + ",\"problem\":" + problem.json() + "}").getBytes(UTF_8);
  }
}
