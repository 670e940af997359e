package io.scangate.serve;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.HolderToken;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.demo.City;
import io.scangate.demo.Door;
import io.scangate.demo.Resident;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CheckpointLoad;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.KeyHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo city. Immutable.
 *
 * @param people everybody; to the first {@link #SHOWN}, as many of each colour, nothing happens any
 *     more, so that they keep their colours
 * @param doors the checkpoints with their device keys
 */
record DemoCity(List<Resident> people, List<Door> doors) {
  /** How many people of each colour stand in {@code demo.json}. */
  static final int SHOWN_OF_A_COLOUR = 25;

  /** How many people stand in {@code demo.json}. */
  static final int SHOWN = 3 * SHOWN_OF_A_COLOUR;

  private static final Duration CODE_LIFE = Duration.ofDays(1);
  private static final Duration NEVER = Duration.ofDays(3650);

  DemoCity {
    people = List.copyOf(people);
    doors = List.copyOf(doors);
  }

  /** The city of a data folder. */
  static DemoCity in(Path data, Division issuer) {
    City city = City.in(data, issuer.code());
    return new DemoCity(shownFirst(city.people()), city.doors());
  }

  private static List<Resident> shownFirst(List<Resident> people) {
    Map<Colour, List<Resident>> byColour =
        people.stream().collect(Collectors.groupingBy(Resident::colour));
    List<Resident> ordered = new ArrayList<>(people.size());
    for (Colour colour : List.of(Colour.GREEN, Colour.YELLOW, Colour.RED)) {
      ordered.addAll(ofColour(byColour, colour).limit(SHOWN_OF_A_COLOUR).toList());
    }
    for (Colour colour : List.of(Colour.GREEN, Colour.YELLOW, Colour.RED)) {
      ordered.addAll(ofColour(byColour, colour).skip(SHOWN_OF_A_COLOUR).toList());
    }
    return ordered;
  }

  /** Those with the latest tests first: every door that admits anybody admits them. */
  private static Stream<Resident> ofColour(Map<Colour, List<Resident>> people, Colour colour) {
    return people.getOrDefault(colour, List.of()).stream()
        .sorted(Comparator.comparing(person -> person.sinceTest().orElse(NEVER)));
  }

  /** The checkpoints with the hashes of their keys. */
  List<CheckpointLoad.Arrival> checkpoints() {
    return doors.stream()
        .map(
            door ->
                new CheckpointLoad.Arrival(
                    new Checkpoint(
                        door.id(), door.site(), door.kind(), new Division(door.division())),
                    KeyHash.ofKey(Base64.getUrlDecoder().decode(door.key()))))
        .toList();
  }

  /** The people to whom something may happen. */
  List<Resident> living() {
    return people.subList(SHOWN, people.size());
  }

  /**
   * A person with a static code, valid for a day, and a token to show codes with, as long.
   *
   * @param holder a secret, as device keys are
   */
  record Shown(String name, PersonRef person, Colour colour, String code, String holder) {
    @Override
    public String toString() {
      return "Shown[" + name + ", " + colour + ", ***]";
    }
  }

  /**
   * The people of {@code demo.json} with their codes.
   *
   * @param colours as the ledger has them now
   */
  List<Shown> shown(
      EngineKeys keys, CryptoSuite crypto, Instant now, Map<PersonRef, Colour> colours) {
    StaticIssuer issuer =
        new StaticIssuer(
            keys.signing(KeyUse.STATIC, now).orElseThrow(),
            keys.master(),
            crypto,
            new SecureRandom());
    HolderTokens tokens = new HolderTokens(keys.sealing());
    SecureRandom random = new SecureRandom();
    long iat = now.getEpochSecond();
    List<Shown> all = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, people.size()); i++) {
      Resident resident = people.get(i);
      long person = resident.person().value();
      Colour colour = colours.getOrDefault(resident.person(), Colour.NONE);
      byte[] code = issuer.issue(person, colour, Kind.PAPER, iat, iat + CODE_LIFE.toSeconds());
      // The family of the demo city: everybody has registered whoever comes next.
      List<Long> family = List.of(people.get((i + 1) % people.size()).person().value());
      all.add(
          new Shown(
              resident.name(),
              resident.person(),
              colour,
              new String(code, StandardCharsets.US_ASCII),
              tokens.seal(HolderToken.at(iat, person, family), random)));
    }
    return all;
  }
}
