package io.scangate.engine.intake;

import io.scangate.config.ConfigException;
import io.scangate.config.JsonTree;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.health.Division;
import io.scangate.ledger.Content;
import io.scangate.ledger.Designation;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ops.IntakeMeters.Reason;
import io.scangate.scenario.FactReader;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads designations and their ends, and refuses what is none. Shared. */
final class DesignationReader {
  private static final String NAME = "designation";
  private static final int DISTRICT_DIGITS = 6;

  private final Contract contract;

  DesignationReader(Contract contract) {
    this.contract = contract;
  }

  /** What came of reading. */
  sealed interface Read<T> {
    /** Something that can be taken. */
    record Sound<T>(T sent) implements Read<T> {}

    /** Something that cannot. */
    record Refused<T>(Refusal refusal) implements Read<T> {}
  }

  /**
   * An end.
   *
   * @param authority on whose behalf it is told
   * @param document the paper that shows it
   */
  record End(String authority, String document) {}

  /** A designation, all of whose times but its end have come. */
  Read<Designation> designation(Map<?, ?> object, Source source, Instant now) {
    try {
      Mapping sent =
          JsonTree.of(NAME, object)
              .allowing(
                  "key",
                  "division",
                  "level",
                  "lastExposure",
                  "from",
                  "to",
                  "place",
                  "document",
                  "authority");
      Instant from = FactReader.instant(sent.scalar("from"));
      Content content = content(sent, from, now);
      Origin origin =
          new Origin(
              source.id(),
              Limits.key(sent),
              Limits.text(sent, "authority").orElse(source.authority()),
              area(sent.scalar("division")),
              Optional.of(required(sent, "place")),
              Optional.of(required(sent, "document")));
      Optional<Instant> to = sent.optional("to").map(it -> FactReader.instant(it.scalar()));
      if (to.isPresent() && !to.get().isAfter(from)) {
        throw sent.scalar("to").refuse("an instant after 'from'");
      }
      refuseShape(contract.faultOfDesignation(object), sent);
      return Limits.ofDivision(NAME + ": division", origin.division(), source)
          .or(
              () ->
                  Limits.ofTime(
                      NAME, Stream.concat(Stream.of(from), content.instant().stream()), now))
          .<Read<Designation>>map(Read.Refused::new)
          .orElseGet(() -> new Read.Sound<>(new Designation(content, origin, from, to)));
    } catch (ConfigException e) {
      return malformed(e);
    }
  }

  /** What the end of a designation is told by. */
  Read<End> end(Map<?, ?> object, Source source) {
    try {
      Mapping sent = JsonTree.of("end", object).allowing("document", "authority");
      End end =
          new End(
              Limits.text(sent, "authority").orElse(source.authority()),
              required(sent, "document"));
      refuseShape(contract.faultOfEnd(object), sent);
      return new Read.Sound<>(end);
    } catch (ConfigException e) {
      return malformed(e);
    }
  }

  private static Division area(Scalar scalar) {
    Division area = scalar.as(Division::new);
    if (area.code().length() < DISTRICT_DIGITS) {
      throw scalar.refuse("a district, a street or a community: 6, 9 or 12 digits");
    }
    return area;
  }

  private static Content content(Mapping sent, Instant from, Instant now) {
    Scalar level = sent.scalar("level");
    if (level.text().equals("special")) {
      return FactFormat.write(
          new Fact.SpecialArea(now, from, FactReader.instant(sent.scalar("lastExposure"))));
    }
    if (sent.has("lastExposure")) {
      throw sent.required("lastExposure").place().refuse("belongs to the level special only");
    }
    return FactFormat.write(
        new Fact.Area(
            now,
            from,
            switch (level.text()) {
              case "high" -> RiskLevel.HIGH;
              case "medium" -> RiskLevel.MEDIUM;
              default -> throw level.refuse("high, medium, special");
            }));
  }

  private static String required(Mapping sent, String key) {
    return Limits.text(sent, key).orElseGet(() -> sent.scalar(key).text());
  }

  private static void refuseShape(Optional<String> fault, Mapping sent) {
    fault.ifPresent(
        it -> {
          throw sent.place().refuse(it);
        });
  }

  private static <T> Read<T> malformed(ConfigException e) {
    return new Read.Refused<>(new Refusal(Reason.MALFORMED, String.valueOf(e.getMessage())));
  }
}
