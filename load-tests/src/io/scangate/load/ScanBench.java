package io.scangate.load;

import io.scangate.cache.HeldCity;
import io.scangate.credential.Algorithm;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.Epoch;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.MasterKey;
import io.scangate.credential.Reading;
import io.scangate.credential.SigningKey;
import io.scangate.credential.StaticIssuer;
import io.scangate.credential.TrustList;
import io.scangate.credential.Validity;
import io.scangate.credential.YearKey;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.Standing;
import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.Evidence;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Judge;
import io.scangate.verdict.Orders;
import io.scangate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a scan costs in process, and each stage of it: dynamic codes of people drawn by Zipf's law
 * from a city of a million whose codes are held. {@code hmac} and {@code ed25519} are the
 * references: the bare operations that nothing can be faster than.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xmx3g",
      "-XX:+UseCompactObjectHeaders",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class ScanBench {
  private static final int CITY = 1_000_000;
  private static final int CODES = 1 << 16;
  private static final int STATIC_CODES = 1 << 14;
  private static final long NOW = 1_795_000_000;
  private static final Division ISSUER = new Division("4403");

  private final byte[][] codes = new byte[CODES][];
  private final byte[][] fixed = new byte[STATIC_CODES][];
  private final long[] people = new long[CODES];
  private final Evidence[] evidence = new Evidence[CODES];
  private final Judge judge = new Judge(Duration.ofSeconds(2));
  private final byte[] message = new byte[120];
  private final byte[] tag = new byte[32];
  private HeldCity city;
  private CodeReader reader;
  private CodeReader forgetful;
  private Gate gate;
  private Mac mac;
  private Signature ed25519;
  private KeyPair pair;
  private byte[] signature;
  private int next;

  /** Fills the city, and makes codes that are valid at the one instant at which all are read. */
  @Setup(Level.Trial)
  public void prepare() throws GeneralSecurityException {
    SecureRandom random = new SecureRandom();
    MasterKey master = MasterKey.generate(random);
    CryptoSuite crypto = CryptoSuite.choose();
    SigningKey key =
        SigningKey.generate(
            ISSUER,
            Algorithm.EDDSA,
            Set.of(KeyUse.STATIC),
            new Validity(NOW - 86_400, NOW + 86_400));
    KeyRing ring =
        KeyRing.of(ISSUER, Duration.ofSeconds(30))
            .withEpochs(List.of(master.epoch(Epoch.of(NOW), 0)))
            .withYears(List.of(master.year(YearKey.yearOf(NOW))))
            .withTrust(new TrustList(NOW + 86_400, List.of(key.trusted())));
    city = new HeldCity(CITY);
    reader = new CodeReader(() -> ring, crypto, 1 << 16);
    forgetful = new CodeReader(() -> ring, crypto, 1 << 4);
    gate =
        Gate.of(
            new Checkpoint("venue-1", "venue-1", "venue", new Division("440305")),
            AdmissionRules.read(Path.of("config/admission.yaml")),
            Orders.NONE);
    DynamicIssuer dynamic = new DynamicIssuer(() -> ring, random);
    StaticIssuer paper = new StaticIssuer(key, master, crypto, random);
    Zipf zipf = new Zipf(city.size(), new SplittableRandom(1));
    for (int i = 0; i < CODES; i++) {
      people[i] = city.person(zipf.next());
      codes[i] = dynamic.issue(people[i], Colour.GREEN, NOW).orElseThrow();
      Standing standing = Objects.requireNonNull(city.cache().near(people[i]));
      evidence[i] = new Evidence(Colour.GREEN, standing, false, false);
    }
    for (int i = 0; i < STATIC_CODES; i++) {
      fixed[i] = paper.issue(people[i], Colour.GREEN, Kind.PAPER, NOW, NOW + 86_400);
    }
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key".repeat(10).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    prepareBareVerify();
  }

  private void prepareBareVerify() throws GeneralSecurityException {
    Provider corretto = com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider.INSTANCE;
    pair = KeyPairGenerator.getInstance("Ed25519", corretto).generateKeyPair();
    Signature signer = Signature.getInstance("Ed25519", corretto);
    signer.initSign(pair.getPrivate());
    signer.update(message);
    signature = signer.sign();
    ed25519 = Signature.getInstance("Ed25519", corretto);
  }

  /** Stops the city. */
  @TearDown(Level.Trial)
  public void close() {
    city.close();
  }

  private int step() {
    next = next + 1 & CODES - 1;
    return next;
  }

  /** The whole way in process. */
  @Benchmark
  public Verdict scan() {
    byte[] code = codes[step()];
    Claims claims = (Claims) reader.read(code, 0, code.length, NOW);
    Standing standing = Objects.requireNonNull(city.cache().near(claims.person()));
    return judge.judge(
        new Evidence(claims.colour(), standing, false, false), gate, NOW * 1_000_000);
  }

  /** The same, each one timed, for its percentiles. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  public Verdict scanSampled() {
    return scan();
  }

  /** Stage: decode. */
  @Benchmark
  public Object decode() {
    byte[] code = codes[step()];
    return reader.decode(code, 0, code.length) == null;
  }

  /** Stages: decode and authenticate. */
  @Benchmark
  public Reading read() {
    byte[] code = codes[step()];
    return reader.read(code, 0, code.length, NOW);
  }

  /** Stage: look up. */
  @Benchmark
  public Standing lookUp() {
    return Objects.requireNonNull(city.cache().near(people[step()]));
  }

  /** Stage: judge. */
  @Benchmark
  public Verdict judge() {
    return judge.judge(evidence[step()], gate, NOW * 1_000_000);
  }

  /** Reference: one HMAC-SHA256 of 90 bytes, its first 8 bytes compared. */
  @Benchmark
  public boolean hmac() throws GeneralSecurityException {
    mac.update(message, 0, 90);
    mac.doFinal(tag, 0);
    return tag[0] == 1 && tag[7] == 1;
  }

  /** A static code that was seen before. */
  @Benchmark
  public Reading remembered() {
    byte[] code = fixed[step() & 1_023];
    return reader.read(code, 0, code.length, NOW);
  }

  /** A static code that was not seen before. */
  @Benchmark
  public Reading firstSight() {
    byte[] code = fixed[step() & STATIC_CODES - 1];
    return forgetful.read(code, 0, code.length, NOW);
  }

  /** Reference: one bare Ed25519 verification by the native provider. */
  @Benchmark
  public boolean ed25519() throws GeneralSecurityException {
    ed25519.initVerify(pair.getPublic());
    ed25519.update(message);
    return ed25519.verify(signature);
  }
}
