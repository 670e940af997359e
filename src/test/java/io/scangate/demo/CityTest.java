package io.scangate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scangate.health.Colour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static City city(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new City(bytes, "4403");
  }

  @Test
  void theSharesOfTheColoursAreThoseOfAnOutbreakUnderControl() {
    Map<Colour, Long> shares =
        city(1).people(NOW, 1).stream()
            .collect(
                Collectors.groupingBy(person -> person.status().colour(), Collectors.counting()));
    assertThat(shares).containsOnlyKeys(Colour.GREEN, Colour.YELLOW, Colour.RED);
    assertThat(shares.get(Colour.GREEN)).isBetween(95_500L, 97_500L);
    assertThat(shares.get(Colour.YELLOW)).isBetween(2_300L, 3_300L);
    assertThat(shares.get(Colour.RED)).isBetween(400L, 800L);
  }

  @Test
  void everybodyHasAReferenceOfTheirOwn() {
    assertThat(city(1).people(NOW, 1))
        .extracting(person -> person.status().person())
        .doesNotHaveDuplicates();
  }

  @Test
  void testsWereSampledInTheLastWeekAndMostOfThemLately() {
    long minute = NOW.getEpochSecond() / 60;
    List<Long> sampled =
        city(1).people(NOW, 1).stream()
            .map(person -> person.status().lastNegative())
            .filter(at -> at != 0)
            .toList();
    assertThat(sampled).allMatch(at -> at <= minute && at >= minute - 7 * 24 * 60);
    assertThat(sampled.stream().filter(at -> at >= minute - 21 * 60).count())
        .isBetween(sampled.size() * 49L / 100, sampled.size() * 51L / 100);
  }

  @Test
  void theSameSeedMakesTheSameCityAndAnotherSeedAnother() {
    assertThat(city(1).people(NOW, 1)).isEqualTo(city(1).people(NOW, 1));
    assertThat(city(1).doors()).isEqualTo(city(1).doors());
    Set<Resident> people = new HashSet<>(city(1).people(NOW, 1));
    assertThat(city(2).people(NOW, 1)).noneMatch(people::contains);
    Set<Door> doors = new HashSet<>(city(1).doors());
    assertThat(city(2).doors()).noneMatch(doors::contains);
  }

  @Test
  void theFirstDoorIsAVenueAndEveryKindIsThere() {
    List<Door> doors = city(1).doors();
    assertThat(doors.getFirst().kind()).isEqualTo("venue");
    assertThat(doors).extracting(Door::id).doesNotHaveDuplicates();
    assertThat(doors).extracting(Door::kind).contains("venue", "transit", "clinic");
    assertThat(doors)
        .extracting(Door::key)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.length() == 43);
    assertThat(doors)
        .filteredOn(door -> door.site().equals("metro-01"))
        .extracting(Door::id)
        .contains("metro-01-gate-1", "metro-01-gate-2");
    assertThat(doors.getFirst().toString()).doesNotContain(doors.getFirst().key());
  }

  @Test
  void aFolderKeepsItsCity(@TempDir Path data) throws IOException {
    List<Door> first = City.in(data, "4403").doors();
    assertThat(City.in(data, "4403").doors()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(data.resolve("city.seed")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.write(data.resolve("city.seed"), new byte[3]);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> City.in(data, "4403"))
        .withStackTraceContaining("is not the seed of a city");
  }
}
