package io.scangate.gateway;

import io.scangate.health.Division;
import io.scangate.verdict.AdmissionRule;
import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A few doors with their device keys and rules. */
final class TestDoors {
  private TestDoors() {}

  static final AdmissionRule RULE =
      new AdmissionRule(
          Optional.empty(),
          Outcome.ADMIT,
          Duration.ofMinutes(5),
          Outcome.CHECK,
          Duration.ofSeconds(5),
          1_000_000);
  static final AdmissionRules RULES =
      new AdmissionRules(
          "t1",
          RULE,
          Map.of(
              "slow",
              new AdmissionRule(
                  Optional.empty(),
                  Outcome.ADMIT,
                  Duration.ofMinutes(5),
                  Outcome.CHECK,
                  Duration.ofSeconds(5),
                  1)));

  /** The device key of a checkpoint, made of its name. */
  static String key(String checkpoint) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(keyBytes(checkpoint));
  }

  private static byte[] keyBytes(String checkpoint) {
    byte[] key = new byte[KeyHash.KEY_BYTES];
    byte[] name = checkpoint.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, key, 0, name.length);
    return key;
  }

  /** A list of trust with nobody in it: an empty map in CBOR. */
  static byte[] trust() {
    return new byte[] {(byte) 0xa0};
  }

  /** Two doors of one station, one of another, and one that scans slowly. */
  static CheckpointList checkpoints() {
    return new CheckpointList(
        Map.of(
            KeyHash.ofKey(keyBytes("north")), checkpoint("north", "station", "transit"),
            KeyHash.ofKey(keyBytes("south")), checkpoint("south", "station", "transit"),
            KeyHash.ofKey(keyBytes("museum")), checkpoint("museum", "museum", "venue"),
            KeyHash.ofKey(keyBytes("slow")), checkpoint("slow", "slow", "slow")));
  }

  static Checkpoint checkpoint(String id, String site, String kind) {
    return new Checkpoint(id, site, kind, new Division("440305"));
  }
}
