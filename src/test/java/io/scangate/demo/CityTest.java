package io.scangate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scangate.health.Colour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private static City city(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new City(bytes, "4403");
  }

  @Test
  void theSharesOfTheColoursAreThoseOfAnOutbreakUnderControl() {
    Map<Colour, Long> shares =
        city(1).people().stream()
            .collect(Collectors.groupingBy(person -> person.colour(), Collectors.counting()));
    assertThat(shares).containsOnlyKeys(Colour.GREEN, Colour.YELLOW, Colour.RED);
    assertThat(shares.get(Colour.GREEN)).isBetween(95_500L, 97_500L);
    assertThat(shares.get(Colour.YELLOW)).isBetween(2_300L, 3_300L);
    assertThat(shares.get(Colour.RED)).isBetween(400L, 800L);
  }

  @Test
  void everybodyHasAReferenceOfTheirOwn() {
    assertThat(city(1).people()).extracting(Resident::person).doesNotHaveDuplicates();
  }

  @Test
  void testsWereSampledInTheLastWeekAndMostOfThemLately() {
    List<Duration> since =
        city(1).people().stream().flatMap(person -> person.sinceTest().stream()).toList();
    assertThat(since).hasSizeGreaterThan(97_000).allMatch(it -> it.compareTo(WEEK) <= 0);
    assertThat(since.stream().filter(it -> it.compareTo(Duration.ofHours(21)) <= 0).count())
        .isBetween(since.size() * 49L / 100, since.size() * 51L / 100);
  }

  @Test
  void theSameSeedMakesTheSameCityAndAnotherSeedAnother() {
    assertThat(city(1).people()).isEqualTo(city(1).people());
    assertThat(city(1).doors()).isEqualTo(city(1).doors());
    Set<Resident> people = new HashSet<>(city(1).people());
    assertThat(city(2).people()).noneMatch(people::contains);
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
