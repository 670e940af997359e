package io.scangate.command.code;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.Fault;
import io.scangate.credential.KeyRing;
import io.scangate.credential.Reading;
import io.scangate.health.PersonRef;
import io.scangate.serve.KeyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scangate code read}: tells what a code says and whether it is genuine. */
@Command(
    name = "read",
    description = "Reads a code; exits with 1 where it is not genuine.",
    mixinStandardHelpOptions = true)
final class CodeReadCommand implements Callable<Integer> {
  private static final int MOST_INPUT = 4096;

  @Spec private CommandSpec spec;

  @Option(
      names = "--keys",
      required = true,
      description =
          "The key file of the engine, which reads every code of its own; or that of a gateway,"
              + " which checks static codes and tells no person.")
  private Path keys;

  @Option(
      names = "--tolerance",
      defaultValue = "PT30S",
      description = "How far clocks may differ. Default: ${DEFAULT-VALUE}.")
  private Duration tolerance;

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Parameters(paramLabel = "TEXT", description = "The text of the QR; - reads it from the input.")
  private String text;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    Instant now = clock.instant();
    KeyRing ring =
        KeyFiles.isEngine(keys)
            ? KeyFiles.readEngine(keys).ring(now, tolerance)
            : KeyFiles.readGateway(keys).offlineRing(tolerance);
    byte[] code = text.equals("-") ? input() : text.getBytes(StandardCharsets.UTF_8);
    CodeReader reader = new CodeReader(() -> ring, CryptoSuite.choose(), 1);
    Reading reading = reader.read(code, 0, code.length, now.getEpochSecond());
    ObjectNode answer = answer(reading);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer);
    } else {
      answer
          .properties()
          .forEach(field -> out.printf("%-8s %s%n", field.getKey(), field.getValue().asText()));
    }
    out.flush();
    return reading instanceof Claims ? 0 : 1;
  }

  /** One line end is no part of the code. */
  private static byte[] input() throws IOException {
    String line = new String(System.in.readNBytes(MOST_INPUT), StandardCharsets.ISO_8859_1);
    return line.replaceFirst("\r?\n\\z", "").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ObjectNode answer(Reading reading) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    switch (reading) {
      case Claims claims -> {
        answer.put("reading", "genuine");
        describe(claims, answer);
      }
      case Reading.Rejected(Fault fault, long skew) -> {
        answer.put("reading", "rejected");
        answer.put("fault", fault.text());
        if (skew > 0) {
          answer.put("skew", skew);
        }
      }
    }
    return answer;
  }

  private static void describe(Claims claims, ObjectNode answer) {
    HexFormat hex = HexFormat.of();
    answer.put("issuer", claims.issuer());
    answer.put("kind", claims.kind().text());
    answer.put("colour", claims.colour().name().toLowerCase(Locale.ROOT));
    answer.put("issued", Instant.ofEpochSecond(claims.iat()).toString());
    answer.put("ends", Instant.ofEpochSecond(claims.exp()).toString());
    answer.put(
        "serial", hex.toHexDigits(claims.serialHigh()) + hex.toHexDigits(claims.serialLow()));
    if (claims.own()) {
      answer.put("person", new PersonRef(claims.person()).text());
    }
  }
}
