package io.scangate.engine.scans;

import java.time.LocalDate;

/** The keys of the days were sealed under another key than the one that this process was given. */
public final class WrongScanKey extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongScanKey(LocalDate day) {
    super(
        "the key of "
            + day
            + " was sealed under another key of scan records; every engine is given a copy of the"
            + " same file");
  }
}
