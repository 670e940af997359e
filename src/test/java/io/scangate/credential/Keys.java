package io.scangate.credential;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/** Keys and codes to test with: a city of ours and one that it recognizes. */
final class Keys {
  /** 1 March 2022, 08:00 in Shanghai: the first second of an epoch. */
  static final long NOW = 1_646_092_800;

  static final int EPOCH = Epoch.of(NOW);
  static final long TOLERANCE = 30;
  static final long PERSON = 0x0123_4567_89ab_cdefL;
  static final long DAY = 86_400;

  static final Division CITY = new Division("4403");
  static final Division OTHER_CITY = new Division("3101");
  static final Validity YEAR = new Validity(NOW - 100 * DAY, NOW + 265 * DAY);
  static final CryptoSuite SUITE = CryptoSuite.choose();
  static final SecureRandom RANDOM = new SecureRandom();

  static final MasterKey MASTER = new MasterKey(HexFormat.of().parseHex("07".repeat(32)));
  static final MasterKey OTHER_MASTER = new MasterKey(HexFormat.of().parseHex("08".repeat(32)));
  static final SigningKey ED25519 = signing(CITY, Algorithm.EDDSA);
  static final SigningKey P256 = signing(CITY, Algorithm.ES256);
  static final SigningKey FOREIGN = signing(OTHER_CITY, Algorithm.EDDSA);

  private Keys() {}

  static SigningKey signing(Division issuer, Algorithm algorithm) {
    return SigningKey.generate(issuer, algorithm, EnumSet.of(KeyUse.STATIC), YEAR);
  }

  static TrustList trust(SigningKey... keys) {
    List<TrustedKey> trusted = new ArrayList<>();
    for (SigningKey key : keys) {
      trusted.add(key.trusted());
    }
    return new TrustList(NOW + DAY, trusted);
  }

  /** A ring with everything: the epochs around now, this year and the last, all keys above. */
  static KeyRing ring() {
    return KeyRing.of(CITY, Duration.ofSeconds(TOLERANCE))
        .withEpochs(
            List.of(MASTER.epoch(EPOCH + 1, 0), MASTER.epoch(EPOCH, 0), MASTER.epoch(EPOCH - 1, 0)))
        .withYears(List.of(MASTER.year(2021), MASTER.year(2022)))
        .withTrust(trust(ED25519, P256, FOREIGN));
  }

  static CodeReader reader(KeyRing ring) {
    return new CodeReader(() -> ring, SUITE, 64);
  }

  static Reading read(CodeReader reader, byte[] text, long now) {
    return reader.read(text, 0, text.length, now);
  }

  static Reading read(KeyRing ring, byte[] text, long now) {
    return read(reader(ring), text, now);
  }

  static Reading read(String text) {
    return read(ring(), text.getBytes(StandardCharsets.ISO_8859_1), NOW);
  }

  /** A phone's code of ours. */
  static byte[] dynamic(long now) {
    KeyRing ring =
        KeyRing.of(CITY, Duration.ZERO).withEpochs(List.of(MASTER.epoch(Epoch.of(now), 0)));
    return new DynamicIssuer(() -> ring, RANDOM).issue(PERSON, Colour.GREEN, now).orElseThrow();
  }

  /** A certificate on paper for a day, issued now. */
  static byte[] paper(SigningKey key) {
    return paper(key, NOW, NOW + DAY);
  }

  static byte[] paper(SigningKey key, long iat, long exp) {
    MasterKey master = key.trusted().issuer().equals(CITY) ? MASTER : OTHER_MASTER;
    return new StaticIssuer(key, master, SUITE, RANDOM)
        .issue(PERSON, Colour.YELLOW, Kind.PAPER, iat, exp);
  }

  static Reading.Rejected rejected(Fault fault) {
    return new Reading.Rejected(fault, 0);
  }
}
