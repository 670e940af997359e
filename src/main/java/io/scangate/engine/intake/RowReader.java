package io.scangate.engine.intake;

import io.scangate.config.ConfigException;
import io.scangate.config.JsonTree;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.engine.intake.Draft.Who;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Content;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ops.IntakeMeters.Reason;
import io.scangate.scenario.FactReader;
import io.scangate.transition.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads rows that were parsed from JSON, and refuses those that are none. Shared. */
final class RowReader {
  private final Contract contract;
  private final Pepper pepper;

  RowReader(Contract contract, Pepper pepper) {
    this.contract = contract;
    this.pepper = pepper;
  }

  /**
   * Reads a row.
   *
   * @param position which row of its request it is, from 1
   * @param parsed what JSON was parsed to
   */
  Reading read(long position, @Nullable Object parsed, Source source, Instant now) {
    if (!(parsed instanceof Map<?, ?> object)) {
      return refused(
          position,
          Optional.empty(),
          new Refusal(Reason.MALFORMED, "row " + position + ": an object is wanted"));
    }
    Optional<String> key =
        object.get("key") instanceof String text && text.matches(Limits.KEY)
            ? Optional.of(text)
            : Optional.empty();
    try {
      return read(position, key, object, source, now);
    } catch (ConfigException e) {
      return refused(position, key, new Refusal(Reason.MALFORMED, String.valueOf(e.getMessage())));
    }
  }

  private Reading read(
      long position, Optional<String> key, Map<?, ?> object, Source source, Instant now) {
    Mapping row =
        JsonTree.of("row " + position, object)
            .allowing(
                "key",
                "person",
                "fact",
                "happenedAt",
                "division",
                "place",
                "document",
                "authority");
    if (key.isEmpty()) {
      throw row.required("key").place().refuse("not a key; allowed: " + Limits.KEY);
    }
    Optional<Instant> happenedAt =
        row.optional("happenedAt").map(node -> FactReader.instant(node.scalar()));
    Mapping fact = row.mapping("fact");
    FactKind kind = fact.scalar("fact").oneOf(FactKind.ofRows(), FactKind::word);
    Telling telling = telling(kind, fact, now, happenedAt.orElse(now));
    Origin origin =
        new Origin(
            source.id(),
            key.get(),
            Limits.text(row, "authority").orElse(source.authority()),
            row.scalar("division").as(Division::new),
            Limits.text(row, "place"),
            Limits.text(row, "document"));
    Who who;
    try {
      who = who(row.required("person"));
    } catch (IllegalArgumentException e) {
      return refused(
          position,
          key,
          new Refusal(
              Reason.DOCUMENT_NUMBER,
              "row " + position + ": person.document.number: " + e.getMessage()));
    }
    Optional<String> shape = contract.faultOf(object);
    if (shape.isPresent()) {
      throw row.place().refuse(shape.get());
    }
    Draft draft = new Draft(who, telling.contents, happenedAt, origin);
    String where = row.place().file();
    return Limits.ofKind(where + ": fact.fact", kind, source)
        .or(() -> Limits.ofDivision(where + ": division", origin.division(), source))
        .or(() -> ofEvidence(row, draft, telling))
        .or(
            () ->
                Limits.ofTime(
                    where, Stream.concat(happenedAt.stream(), telling.instants.stream()), now))
        .<Reading>map(refusal -> refused(position, key, refusal))
        .orElseGet(() -> new Reading.Sound(position, draft));
  }

  /**
   * What a row tells.
   *
   * @param instants those that the fact itself names
   * @param timed whether one of them is when it happened
   */
  private record Telling(List<Content> contents, List<Instant> instants, boolean timed) {}

  private static Telling telling(FactKind kind, Mapping fact, Instant now, Instant happenedAt) {
    if (kind == FactKind.RESIDENCE) {
      fact.allowing("fact", "community");
      return new Telling(List.of(residence(fact.required("community"))), List.of(), false);
    }
    boolean settles = kind == FactKind.REGISTERED && fact.has("community");
    Fact read = FactReader.fact(settles ? fact.without("community") : fact, now, happenedAt);
    List<Content> contents = new ArrayList<>();
    contents.add(FactFormat.write(read));
    if (settles) {
      contents.add(residence(fact.required("community")));
    }
    return switch (read) {
      case Fact.Test test -> new Telling(contents, List.of(test.sampledAt()), true);
      case Fact.SpecialArea area -> new Telling(contents, List.of(area.lastExposure()), false);
      default -> new Telling(contents, List.of(), false);
    };
  }

  private static Content residence(Node node) {
    Division community = node.scalar().as(Division::new);
    if (community.code().length() != 12) {
      throw node.place().refuse("a community has 12 digits");
    }
    return FactFormat.residence(community);
  }

  /** What is told of a person is never repeated in a refusal. */
  private Who who(Node node) {
    if (!(node instanceof Mapping person)) {
      throw node.place().refuse("an object with 'document' or 'reference' is wanted");
    }
    person.allowing("document", "reference");
    if (person.has("document") == person.has("reference")) {
      throw person.place().refuse("one of 'document' and 'reference' is wanted");
    }
    if (person.has("reference")) {
      Scalar reference = person.scalar("reference");
      if (!reference.text().matches("[0-9a-f]{16}")) {
        throw reference.place().refuse("a reference has 16 hexadecimal digits, lower case");
      }
      return new Who.Referenced(PersonRef.of(reference.text()));
    }
    if (!(person.required("document") instanceof Mapping document)) {
      throw person.required("document").place().refuse("an object with 'type' and 'number'");
    }
    document.allowing("type", "number");
    DocumentType type = document.scalar("type").oneOf(DocumentType.values(), DocumentType::word);
    if (!(document.required("number") instanceof Scalar number)) {
      throw document.required("number").place().refuse("a text is wanted");
    }
    return new Who.Holder(pepper.lookup(IdentityDocument.of(type, number.text())));
  }

  private static Optional<Refusal> ofEvidence(Mapping row, Draft draft, Telling telling) {
    List<String> missing = new ArrayList<>();
    if (draft.isSevere()) {
      if (draft.origin().document().isEmpty()) {
        missing.add("document");
      }
      if (draft.origin().place().isEmpty()) {
        missing.add("place");
      }
      if (draft.happenedAt().isEmpty() && !telling.timed) {
        missing.add("happenedAt");
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.NO_EVIDENCE,
                row.place().file()
                    + ": what makes a colour more severe names its document, place and"
                    + " happenedAt; missing: "
                    + String.join(", ", missing)));
  }

  private static Reading refused(long position, Optional<String> key, Refusal refusal) {
    return new Reading.Refused(position, key, refusal);
  }
}
