package io.scangate.peer;

import io.scangate.credential.Algorithm;
import io.scangate.credential.EpochKeys;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.TrustList;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.credential.YearKey;
import io.scangate.health.Division;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/** The file of the keys of codes, as {@code PlainKeys} of the measurements writes it. */
final class TrustFile {
  private static final Duration TOLERANCE = Duration.ofSeconds(30);
  private static final HexFormat HEX = HexFormat.of();

  private TrustFile() {}

  /** Reads it; the issuer stands in its first line. */
  static KeyRing read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Division issuer = new Division(lines.getFirst().split(" ", -1)[1]);
    List<EpochKeys> epochs = new ArrayList<>();
    List<YearKey> years = new ArrayList<>();
    List<TrustedKey> trusted = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "epoch" ->
            epochs.add(
                new EpochKeys(Integer.parseInt(words[1]), HEX.parseHex(words[2] + words[3])));
        case "year" -> years.add(new YearKey(Integer.parseInt(words[1]), HEX.parseHex(words[2])));
        case "key" -> trusted.add(key(issuer, words));
        default -> throw new IllegalArgumentException(file + ": " + words[0] + " is no word of it");
      }
    }
    return KeyRing.of(issuer, TOLERANCE)
        .withEpochs(epochs)
        .withYears(years)
        .withTrust(new TrustList(0, trusted));
  }

  private static TrustedKey key(Division issuer, String[] words) {
    return new TrustedKey(
        issuer,
        words[2].equals(Algorithm.ES256.text()) ? Algorithm.ES256 : Algorithm.EDDSA,
        EnumSet.of(KeyUse.STATIC),
        new Validity(Long.parseLong(words[4]), Long.parseLong(words[5])),
        HEX.parseHex(words[3]));
  }
}
