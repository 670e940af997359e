package io.scangate.engine.intake;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.health.Division;
import io.scangate.ops.IntakeMeters.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every source is held to: its kinds of facts, its divisions, the present, short words. */
final class Limits {
  /** How far a sender's clock may be ahead of ours. */
  static final Duration TOLERANCE = Duration.ofSeconds(30);

  /** An idempotency key. */
  static final String KEY = "[0-9A-Za-z._:/-]{1,128}";

  private static final int MOST_TEXT = 200;

  private Limits() {}

  /** The idempotency key that stands under {@code key}. */
  static String key(Mapping sent) {
    Scalar key = sent.scalar("key");
    if (!key.text().matches(KEY)) {
      throw key.place().refuse("not a key; allowed: " + KEY);
    }
    return key.text();
  }

  /** A text of one line that may be left out. */
  static Optional<String> text(Mapping sent, String key) {
    Optional<Node> node = sent.optional(key);
    return node.map(
        it -> {
          String text = it.scalar().word();
          if (text.length() > MOST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw it.place()
                .refuse("at most " + MOST_TEXT + " characters, none of them a control character");
          }
          return text;
        });
  }

  /** What is wrong with a kind of fact; {@code where} begins the sentence. */
  static Optional<Refusal> ofKind(String where, FactKind kind, Source source) {
    if (source.facts().contains(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Reason.WRONG_KIND,
            where
                + ": this source may not send '"
                + kind.word()
                + "'; it may send: "
                + source.facts().stream()
                    .map(FactKind::word)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  /** What is wrong with a division. */
  static Optional<Refusal> ofDivision(String where, Division division, Source source) {
    if (source.covers(division)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Reason.WRONG_DIVISION,
            where
                + ": this source may not speak of "
                + division.code()
                + "; it may of what lies in: "
                + source.divisions().stream()
                    .map(Division::code)
                    .collect(Collectors.joining(", "))));
  }

  /** What is wrong with instants of which none may be ahead. */
  static Optional<Refusal> ofTime(String where, Stream<Instant> instants, Instant now) {
    Instant latest = now.plus(TOLERANCE);
    return instants
        .filter(instant -> instant.isAfter(latest))
        .findFirst()
        .map(
            instant ->
                new Refusal(
                    Reason.FUTURE,
                    where
                        + ": "
                        + instant
                        + " is in the future; allowed: up to "
                        + TOLERANCE.toSeconds()
                        + " s after now, which is "
                        + now));
  }
}
