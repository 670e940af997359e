package io.scangate.gateway;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import java.util.function.LongSupplier;

/**
 * Scans that come several at a time: each is counted against the rate of its device and answered
 * for itself. Confined to its event loop.
 */
final class SeveralScans {
  private final Scanner scanner;
  private final LoopMeters meters;
  private final LongSupplier nanos;

  SeveralScans(Scanner scanner, LoopMeters meters, LongSupplier nanos) {
    this.scanner = scanner;
    this.meters = meters;
    this.nanos = nanos;
  }

  /** Scans a text, if the device may scan now. */
  void scan(Device device, byte[] text, int length, ScanOfSeveral scan) {
    if (device.mayScan(nanos.getAsLong())) {
      scanCounted(device, text, length, scan);
    } else {
      meters.shed(Shed.DEVICE_RATE);
      scan.unjudged(Unjudged.OVER_RATE);
    }
  }

  /** Scans a text that was counted against the rate of the device before. */
  void scanCounted(Device device, byte[] text, int length, ScanOfSeveral scan) {
    int end = CodeText.withoutLineEnd(text, length);
    if (end == 0) {
      scan.unjudged(Unjudged.EMPTY);
      return;
    }
    try {
      scanner.scan(device.gate(), text, end, scan);
    } catch (RuntimeException e) {
      scan.failed(e);
    }
  }
}
