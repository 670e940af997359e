package io.scangate.credential;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The implementation of the signature algorithms, chosen once at the start: the native one where it
 * loads and answers the known-answer tests, else the JDK's own. Immutable.
 *
 * <p>MACs, hashes and AES stay with the JDK, whose intrinsics are as fast as a call into native
 * code.
 */
public final class CryptoSuite {
  /**
   * All that names the native provider. A class of its own: where the provider's jar is not on the
   * class path, it is this one that the JVM cannot verify, inside {@link #choose()}.
   */
  private static final class Corretto {
    private Corretto() {}

    static @Nullable Throwable loadingError() {
      return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
    }

    static Provider provider() {
      return AmazonCorrettoCryptoProvider.INSTANCE;
    }
  }

  private final @Nullable Provider provider;
  private final String reason;

  private CryptoSuite(@Nullable Provider provider, String reason) {
    this.provider = provider;
    this.reason = reason;
  }

  /**
   * Chooses after a known-answer test of each algorithm.
   *
   * @throws IllegalStateException where even the JDK's own fails them
   */
  public static CryptoSuite choose() {
    try {
      Throwable error = Corretto.loadingError();
      return error == null
          ? choose(Corretto.provider())
          : jdk("the native library does not load: " + error.getMessage());
    } catch (LinkageError e) {
      return jdk("the native provider is not on the class path: " + e.getMessage());
    }
  }

  /** A provider where it gives the known answers, else the JDK's own. */
  static CryptoSuite choose(Provider candidate) {
    CryptoSuite suite = new CryptoSuite(candidate, "it gives the known answers");
    return KnownAnswers.lackOf(suite)
        .map(lack -> jdk(candidate.getName() + " " + lack))
        .orElse(suite);
  }

  /**
   * The JDK's own, about fifteen times slower for Ed25519.
   *
   * @param reason why it is used, in the operator's words
   * @throws IllegalStateException where it fails a known-answer test
   */
  public static CryptoSuite jdk(String reason) {
    CryptoSuite suite = new CryptoSuite(null, reason);
    KnownAnswers.lackOf(suite)
        .ifPresent(
            lack -> {
              throw new IllegalStateException("the JDK's own cryptography is broken: " + lack);
            });
    return suite;
  }

  /** Whether native code checks signatures. */
  public boolean isNative() {
    return provider != null;
  }

  /** The native provider; absent where the JDK's own is used. */
  public Optional<Provider> provider() {
    return Optional.ofNullable(provider);
  }

  /** The implementation with its version, for the log and a metric's tag. */
  public String name() {
    return provider == null
        ? "JDK " + Runtime.version().feature()
        : provider.getName() + " " + provider.getVersionStr();
  }

  /** Why this one, in a few words. */
  public String reason() {
    return reason;
  }

  /**
   * A fresh instance for one thread.
   *
   * @param algorithm ES256, whose signatures are of r and s (IEEE P1363), or EdDSA
   */
  Signature signature(Algorithm algorithm) throws GeneralSecurityException {
    String name =
        switch (algorithm) {
          case EDDSA -> "Ed25519";
          case ES256 -> "SHA256withECDSAinP1363Format";
          case HMAC_256_64 -> throw new IllegalArgumentException("a MAC is no signature");
        };
    return provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
  }

  @Override
  public String toString() {
    return name() + " (" + reason + ")";
  }
}
