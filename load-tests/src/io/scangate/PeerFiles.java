package io.scangate;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.PlainKeys;
import io.scangate.demo.City;
import io.scangate.demo.Resident;
import io.scangate.files.PrivateFiles;
import io.scangate.health.Colour;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Writes what the programs that Scangate is compared with know of a running demo city, and what
 * they are tried with before they are measured. All of it is secret and stays in the folder of one
 * measurement:
 *
 * <pre>
 * trust                      the keys of codes, see {@link PlainKeys}
 * jwt.secret, jwt.pem, ...   the keys of {@link JsonTokens}
 * colours.map                reference and colour of everybody, one a line
 * KIND.green, .red, .forged  what somebody green and somebody red show, and a forgery, of each kind
 * </pre>
 */
public final class PeerFiles {
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  /** How far from its end a code is changed to forge it: within its MAC or signature. */
  private static final int FORGED_AT = 6;

  private PeerFiles() {}

  /**
   * Writes the files.
   *
   * @param args the data folder of the city, the folder for the files
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    Path folder = Path.of(args[1]);
    Instant now = Instant.now();
    EngineKeys keys = KeyFiles.readEngine(data.resolve("keys").resolve(KeyFiles.ENGINE));
    int year = now.atOffset(ZoneOffset.UTC).getYear();
    PrivateFiles.write(
        folder.resolve("trust"),
        String.join("\n", PlainKeys.of(keys.ring(now, TOLERANCE), year)) + "\n");
    JsonTokens.drawKeys(folder);
    String city = keys.issuer().code();
    List<Resident> people = City.in(data, city).people();
    Files.writeString(
        folder.resolve("colours.map"),
        people.stream()
            .map(person -> JsonTokens.subject(person.person().value()) + " " + person.colour())
            .collect(Collectors.joining("\n", "", "\n")));

    Mint mint = new Mint(keys, CryptoSuite.choose());
    long green = someone(people, Colour.GREEN);
    long red = someone(people, Colour.RED);
    for (Colour shown : List.of(Colour.GREEN, Colour.RED)) {
      long person = shown == Colour.GREEN ? green : red;
      String as = shown == Colour.GREEN ? ".green" : ".red";
      Files.write(folder.resolve("dynamic" + as), mint.phone(person, shown));
      Files.write(folder.resolve("static" + as), mint.paper(person, shown));
      Files.write(folder.resolve("hs256" + as), JsonTokens.hs256(folder, city).of(person));
      Files.write(folder.resolve("es256" + as), JsonTokens.es256(folder, city).of(person));
    }
    forge(folder, "dynamic", person -> mint.phone(person, Colour.GREEN), green);
    forge(folder, "static", person -> mint.paper(person, Colour.GREEN), green);
    forge(folder, "hs256", JsonTokens.hs256(folder, city)::of, green);
    forge(folder, "es256", JsonTokens.es256(folder, city)::of, green);
  }

  private static long someone(List<Resident> people, Colour colour) {
    return people.stream()
        .filter(person -> person.colour() == colour)
        .findFirst()
        .orElseThrow()
        .person()
        .value();
  }

  /** One character is another one that has its place in Base45 and in Base64 alike. */
  private static void forge(Path folder, String kind, LongFunction<byte[]> issuer, long person)
      throws IOException {
    byte[] code = issuer.apply(person);
    int at = code.length - FORGED_AT;
    code[at] = (byte) (code[at] == '0' ? '1' : '0');
    Files.write(folder.resolve(kind + ".forged"), code);
  }
}
