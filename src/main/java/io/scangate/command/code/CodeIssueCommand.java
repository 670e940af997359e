package io.scangate.command.code;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.SigningKey;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.qr.QrImage;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scangate code issue}: makes one code. */
@Command(
    name = "issue",
    description = "Makes a code and writes it as text or as a QR.",
    mixinStandardHelpOptions = true)
final class CodeIssueCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 366;
  private static final int PNG_SCALE = 8;

  /** How a code is written. */
  enum Format {
    TEXT,
    PNG,
    SVG,
    TERMINAL
  }

  @Spec private CommandSpec spec;

  @Option(names = "--keys", required = true, description = "The key file of the engine.")
  private Path keys;

  @Option(names = "--person", required = true, description = "The reference, 16 hex digits.")
  private String person;

  @Option(names = "--colour", required = true, description = "green, yellow or red.")
  private Colour colour;

  @Option(
      names = "--kind",
      defaultValue = "paper",
      description = "paper, recognition or offline; a dynamic code is a phone's.")
  private Kind kind;

  @Option(names = "--days", defaultValue = "1", description = "Its life, 1 to 366 days.")
  private int days;

  @Option(names = "--dynamic", description = "A phone's code, which lives for a minute.")
  private boolean dynamic;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, png, svg or terminal. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = "--out", description = "The file to write; without it the standard output.")
  private @Nullable Path out;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    if (colour == Colour.NONE) {
      throw refuse("--colour is green, yellow or red");
    }
    if (days < 1 || days > MOST_DAYS) {
      throw refuse("--days is from 1 to " + MOST_DAYS);
    }
    if (format == Format.PNG && out == null) {
      throw refuse("--format png wants a file: --out FILE");
    }
    PersonRef reference = reference();
    EngineKeys engine = KeyFiles.readEngine(keys);
    Instant now = clock.instant();
    byte[] code = dynamic ? dynamic(engine, reference, now) : lasting(engine, reference, now);
    write(new String(code, StandardCharsets.US_ASCII));
    return 0;
  }

  private PersonRef reference() {
    try {
      return PersonRef.of(person);
    } catch (IllegalArgumentException e) {
      throw refuse("--person is a reference of 16 hexadecimal digits");
    }
  }

  private byte[] dynamic(EngineKeys engine, PersonRef reference, Instant now) {
    KeyRing ring = engine.ring(now, Duration.ZERO);
    return new DynamicIssuer(() -> ring, new SecureRandom())
        .issue(reference.value(), colour, now.getEpochSecond())
        .orElseThrow();
  }

  private byte[] lasting(EngineKeys engine, PersonRef reference, Instant now) {
    if (kind == Kind.PHONE) {
      throw refuse("--kind phone wants --dynamic");
    }
    SigningKey key =
        engine
            .signing(KeyUse.STATIC, now)
            .orElseThrow(() -> refuse(keys + " has no key for static codes that is valid now"));
    long iat = now.getEpochSecond();
    return new StaticIssuer(key, engine.master(), CryptoSuite.choose(), new SecureRandom())
        .issue(reference.value(), colour, kind, iat, iat + Duration.ofDays(days).toSeconds());
  }

  private void write(String code) throws IOException {
    QrImage image = QrImage.of(code);
    byte[] bytes =
        switch (format) {
          case TEXT -> (code + "\n").getBytes(StandardCharsets.UTF_8);
          case PNG -> image.png(PNG_SCALE);
          case SVG -> image.svg().getBytes(StandardCharsets.UTF_8);
          case TERMINAL -> image.terminal().getBytes(StandardCharsets.UTF_8);
        };
    if (out != null) {
      Files.write(out, bytes);
      return;
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(new String(bytes, StandardCharsets.UTF_8));
    writer.flush();
  }

  private ParameterException refuse(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
