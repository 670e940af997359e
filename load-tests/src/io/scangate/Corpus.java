package io.scangate;

import io.scangate.credential.CryptoSuite;
import io.scangate.demo.City;
import io.scangate.demo.Door;
import io.scangate.demo.Resident;
import io.scangate.health.Colour;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Writes what a load generator sends to a running demo city: fresh codes of green people, each
 * once, drawn evenly, and the device keys of doors that want no test.
 */
public final class Corpus {
  private static final int KEYS = 50;

  private Corpus() {}

  /**
   * Writes two files, one line each.
   *
   * @param args {@code dynamic} or {@code static}, the data folder of the city, how many codes, the
   *     file for codes, the file for keys; or {@code hs256} or {@code es256}, tokens under the keys
   *     of {@link JsonTokens} that stand in the folder of the file for codes
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[1]);
    EngineKeys keys = KeyFiles.readEngine(data.resolve("keys").resolve(KeyFiles.ENGINE));
    City city = City.in(data, keys.issuer().code());
    Mint mint = new Mint(keys, CryptoSuite.choose());
    List<Resident> green =
        city.people().stream().filter(person -> person.colour() == Colour.GREEN).toList();
    LongFunction<byte[]> issuer =
        switch (args[0]) {
          case "dynamic" -> person -> mint.phone(person, Colour.GREEN);
          case "static" -> person -> mint.paper(person, Colour.GREEN);
          case "hs256" -> JsonTokens.hs256(parent(args[3]), keys.issuer().code())::of;
          case "es256" -> JsonTokens.es256(parent(args[3]), keys.issuer().code())::of;
          default ->
              throw new IllegalArgumentException("dynamic, static, hs256 or es256, not " + args[0]);
        };
    SplittableRandom random = new SplittableRandom();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[3])), 1 << 20)) {
      for (int code = Integer.parseInt(args[2]); code > 0; code--) {
        out.write(issuer.apply(green.get(random.nextInt(green.size())).person().value()));
        out.write('\n');
      }
    }
    Files.write(
        Path.of(args[4]),
        city.doors().stream()
            .filter(door -> door.kind().equals("venue"))
            .limit(KEYS)
            .map(Door::key)
            .toList());
  }

  private static Path parent(String file) {
    return Path.of(file).toAbsolutePath().resolveSibling("");
  }
}
