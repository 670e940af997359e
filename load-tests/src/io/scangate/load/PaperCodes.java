package io.scangate.load;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** Issues codes on paper for a city that runs, with the keys of its data folder. */
final class PaperCodes {
  private static final long DAY = 86_400;

  private final StaticIssuer issuer;
  private final long now;

  /** With the keys in a data folder, valid from now for a day. */
  PaperCodes(Path data, Instant now) {
    EngineKeys keys = KeyFiles.readEngine(data.resolve("keys").resolve(KeyFiles.ENGINE));
    this.now = now.getEpochSecond();
    this.issuer =
        new StaticIssuer(
            keys.signing(KeyUse.STATIC, now).orElseThrow(),
            keys.master(),
            CryptoSuite.choose(),
            new SecureRandom());
  }

  /** The text of a code of somebody who is green. */
  String of(PersonRef person) {
    return new String(
        issuer.issue(person.value(), Colour.GREEN, Kind.PAPER, now, now + DAY),
        StandardCharsets.US_ASCII);
  }
}
