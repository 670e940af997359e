package io.scangate.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import io.scangate.command.NotDoneException;
import io.scangate.ledger.cases.ReleaseList.Rows;
import io.scangate.ledger.cases.ReleaseList.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a list of releases stands, as an engine tells it. Immutable.
 *
 * @param stopped whether somebody has stopped the work on it
 * @param fault why its form cannot be read; empty where it can
 */
record ListStanding(long number, State state, boolean stopped, Rows rows, String fault) {
  /**
   * Reads an answer.
   *
   * @throws NotDoneException where it tells of no list that is known here
   */
  static ListStanding of(JsonNode list) {
    String word = list.path("state").asText();
    State state =
        Arrays.stream(State.values())
            .filter(it -> it.word().equals(word))
            .findAny()
            .orElseThrow(
                () ->
                    new NotDoneException(
                        "The engine tells of no list, or is of another version.", false));
    JsonNode rows = list.path("rows");
    return new ListStanding(
        list.path("number").asLong(),
        state,
        list.path("stopped").asBoolean(),
        new Rows(
            rows.path("read").asInt(),
            rows.path("sound").asInt(),
            rows.path("rejected").asInt(),
            rows.path("released").asInt()),
        ProblemText.plain(list.path("fault").asText()));
  }

  /** Whether no engine goes on with it before somebody has said something. */
  boolean rests() {
    return stopped || (state != State.READING && state != State.RELEASING);
  }

  /** Whether all of it is as whoever filed it wants it, as far as it has come. */
  boolean isSound() {
    return !stopped
        && rows.rejected() == 0
        && state != State.UNREADABLE
        && state != State.REJECTED
        && state != State.WITHDRAWN;
  }

  /** How many rows of each kind there are. */
  String counts() {
    return "%d rows read, %d sound, %d rejected, %d released"
        .formatted(rows.read(), rows.sound(), rows.rejected(), rows.released());
  }

  /** What it waits for, and why it does not go on. */
  String words() {
    String words =
        switch (state) {
          case READING -> "its rows are being read";
          case TOWN_REVIEW -> "the town or street reviews it next";
          case DISTRICT_REVIEW -> "the district reviews it next";
          case RELEASING -> "its people are being released";
          case DONE -> "it is done";
          case UNREADABLE -> "its form cannot be read: " + fault;
          case REJECTED -> "a review said no";
          case WITHDRAWN -> "it was taken back";
        };
    return stopped ? words + ", but somebody has stopped that" : words;
  }

  /** What is said of it at last, each in a line. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("List %d: %s; %s.".formatted(number, counts(), words()));
    if (rows.rejected() > 0) {
      lines.add(
          "Why rows are rejected: scangate casework release rejected %d --purpose TEXT -o FILE"
              .formatted(number));
    }
    return lines;
  }
}
