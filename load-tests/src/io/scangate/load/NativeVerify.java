package io.scangate.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.concurrent.TimeUnit;

/**
 * The reference of static codes over HTTP: how many Ed25519 signatures one core verifies with the
 * native provider and nothing else to do.
 */
public final class NativeVerify {
  private static final int BATCH = 100;

  private NativeVerify() {}

  /**
   * Prints verifications a second, verifications for each second of CPU time of its thread, and
   * zeros in the place of what a load generator tells more.
   *
   * @param args for how many seconds
   */
  public static void main(String[] args) throws GeneralSecurityException {
    NativeSignature signature = NativeSignature.made();
    long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[0]));
    count(signature, nanos / 4);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long usedBefore = threads.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    double verified = count(signature, nanos) * 1e9;
    System.out.printf(
        "%.0f %.0f 0 0 0 0%n",
        verified / (System.nanoTime() - begun),
        verified / (threads.getCurrentThreadCpuTime() - usedBefore));
  }

  private static long count(NativeSignature signature, long nanos) throws SignatureException {
    long begun = System.nanoTime();
    long verified = 0;
    while (System.nanoTime() - begun < nanos) {
      for (int i = 0; i < BATCH; i++) {
        signature.verify();
      }
      verified += BATCH;
    }
    return verified;
  }
}
