package io.scangate.casework.release;

import io.scangate.ledger.cases.ReleaseRow.Rejection;
import io.scangate.policy.Setting;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody is to be released from a setting: a phase there waits for it, and no phase that
 * does lacks anything else. Stateless.
 */
final class ReleaseCheck {
  private ReleaseCheck() {}

  /**
   * Why nobody is released; empty where nothing but the release is lacking.
   *
   * @param decision what the rules say of the person now
   * @param zone in which instants are told
   */
  static Optional<Rejection> of(Decision decision, Setting setting, ZoneId zone) {
    List<Episode> waiting =
        decision.open().stream()
            .filter(
                episode ->
                    episode.lacking().stream()
                        .anyMatch(
                            lacking ->
                                lacking instanceof Lacking.Release(var settings)
                                    && settings.contains(setting)))
            .toList();
    if (waiting.isEmpty()) {
      return Optional.of(
          new Rejection("nothing-waits", "no code of this person waits for a release from there"));
    }
    List<String> words = new ArrayList<>();
    String reason = "";
    for (Episode episode : waiting) {
      for (Lacking lacking : episode.lacking()) {
        Optional<Rejection> other = other(lacking, zone);
        if (other.isPresent()) {
          reason = reason.isEmpty() ? other.get().reason() : reason;
          words.add(episode.category().text() + ": " + other.get().detail());
        }
      }
    }
    return reason.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rejection(reason, String.join("; ", words)));
  }

  /** A report that is lacking is told with its test. */
  private static Optional<Rejection> other(Lacking lacking, ZoneId zone) {
    return switch (lacking) {
      case Lacking.Release _, Lacking.Report _ -> Optional.empty();
      case Lacking.Duration(var until) ->
          Optional.of(
              new Rejection(
                  "duration",
                  "until "
                      + until.truncatedTo(ChronoUnit.MINUTES).atZone(zone).toOffsetDateTime()));
      case Lacking.Tests tests ->
          Optional.of(
              new Rejection(
                  "tests", tests.counted() + " of " + tests.needed() + " negative tests count"));
      case Lacking.Discharge _ -> Optional.of(new Rejection("discharge", "not left hospital"));
      case Lacking.Diagnosis _ -> Optional.of(new Rejection("diagnosis", "not ruled out"));
      case Lacking.Authority(var province) ->
          Optional.of(new Rejection("authority", "only province " + province.code() + " lifts it"));
    };
  }
}
