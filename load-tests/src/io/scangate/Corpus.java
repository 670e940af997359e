package io.scangate;

import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.KeyRing;
import io.scangate.demo.City;
import io.scangate.demo.Door;
import io.scangate.demo.Resident;
import io.scangate.health.Colour;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes what a load generator sends to a running demo city: fresh dynamic codes of green people,
 * each once, drawn evenly, and the device keys of doors that want no test.
 */
public final class Corpus {
  private static final int KEYS = 50;

  private Corpus() {}

  /**
   * Writes two files, one line each.
   *
   * @param args the data folder of the city, how many codes, the file for codes, the file for keys
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    EngineKeys keys = KeyFiles.readEngine(data.resolve("keys").resolve(KeyFiles.ENGINE));
    City city = City.in(data, keys.issuer().code());
    Instant now = Instant.now();
    List<Resident> green =
        city.people(now, 1).stream()
            .filter(person -> person.status().colour() == Colour.GREEN)
            .toList();
    KeyRing ring = keys.ring(now, Duration.ofSeconds(30));
    DynamicIssuer issuer = new DynamicIssuer(() -> ring, new SecureRandom());
    SplittableRandom random = new SplittableRandom();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20)) {
      for (int code = Integer.parseInt(args[1]); code > 0; code--) {
        long person = green.get(random.nextInt(green.size())).status().person();
        out.write(issuer.issue(person, Colour.GREEN, now.getEpochSecond()).orElseThrow());
        out.write('\n');
      }
    }
    Files.write(
        Path.of(args[3]),
        city.doors().stream()
            .filter(door -> door.kind().equals("venue"))
            .limit(KEYS)
            .map(Door::key)
            .toList());
  }
}
