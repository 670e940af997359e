package io.scangate.demo;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The synthetic city: its people and its doors, all of which follow from one secret seed. A second
 * start with the same seed finds the same people behind the same references, and the same device
 * keys. Confined to one thread.
 */
public final class City {
  /** How many people live there. */
  public static final int PEOPLE = 100_000;

  private static final int VENUES = 240;
  private static final int STATIONS = 20;
  private static final int GATES_OF_A_STATION = 6;
  private static final int CLINICS = 12;
  private static final int SEED_BYTES = 32;

  private final byte[] seed;
  private final String city;

  /**
   * @param seed 32 random bytes
   * @param city its GB/T 2260 code, four digits
   */
  public City(byte[] seed, String city) {
    this.seed = seed.clone();
    this.city = city;
  }

  /** The city of a data folder; the seed is drawn at the first call and found again later. */
  public static City in(Path data, String city) {
    Path file = data.resolve("city.seed");
    try {
      return new City(PrivateFiles.secret(file, SEED_BYTES, "the seed of a city"), city);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find the city's seed again", e);
    }
  }

  /** Everybody. */
  public List<Resident> people() {
    Population population = new Population(seed, city);
    List<Resident> people = new ArrayList<>(PEOPLE);
    for (int number = 0; number < PEOPLE; number++) {
      people.add(population.resident(number));
    }
    return people;
  }

  /** All checkpoints; the first is a venue. */
  public List<Door> doors() {
    Dice dice = new Dice(seed);
    List<Door> doors = new ArrayList<>();
    for (int venue = 1; venue <= VENUES; venue++) {
      doors.add(door(dice, doors.size(), "venue-%03d".formatted(venue), "", "venue"));
    }
    for (int station = 1; station <= STATIONS; station++) {
      for (int gate = 1; gate <= GATES_OF_A_STATION; gate++) {
        doors.add(
            door(dice, doors.size(), "metro-%02d".formatted(station), "-gate-" + gate, "transit"));
      }
    }
    for (int clinic = 1; clinic <= CLINICS; clinic++) {
      doors.add(door(dice, doors.size(), "clinic-%02d".formatted(clinic), "", "clinic"));
    }
    return doors;
  }

  private Door door(Dice dice, int number, String site, String gate, String kind) {
    String key =
        Base64.getUrlEncoder().withoutPadding().encodeToString(dice.roll("device", number).array());
    String division = city + String.format(Locale.ROOT, "%02d001001", 3 + number % 6);
    return new Door(site + gate, site, kind, division, key);
  }
}
