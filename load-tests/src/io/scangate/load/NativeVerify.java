package io.scangate.load;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.TimeUnit;

/**
 * The reference of static codes over HTTP: how many Ed25519 signatures one core verifies with the
 * native provider and nothing else to do.
 */
public final class NativeVerify {
  /** About what a static code has signed. */
  private static final int MESSAGE = 90;

  private static final int BATCH = 100;

  private NativeVerify() {}

  /**
   * Prints verifications a second, verifications for each second of CPU time of its thread, and
   * zeros in the place of what a load generator tells more.
   *
   * @param args for how many seconds
   */
  public static void main(String[] args) throws GeneralSecurityException {
    Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519", provider).generateKeyPair();
    byte[] message = new byte[MESSAGE];
    Signature signer = Signature.getInstance("Ed25519", provider);
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();
    Signature check = Signature.getInstance("Ed25519", provider);
    check.initVerify(pair.getPublic());
    long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[0]));
    count(check, message, signature, nanos / 4);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long usedBefore = threads.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    double verified = count(check, message, signature, nanos) * 1e9;
    System.out.printf(
        "%.0f %.0f 0 0 0 0%n",
        verified / (System.nanoTime() - begun),
        verified / (threads.getCurrentThreadCpuTime() - usedBefore));
  }

  private static long count(Signature check, byte[] message, byte[] signature, long nanos)
      throws GeneralSecurityException {
    long begun = System.nanoTime();
    long verified = 0;
    while (System.nanoTime() - begun < nanos) {
      for (int i = 0; i < BATCH; i++) {
        check.update(message);
        if (!check.verify(signature)) {
          throw new IllegalStateException("a genuine signature was refused");
        }
      }
      verified += BATCH;
    }
    return verified;
  }
}
