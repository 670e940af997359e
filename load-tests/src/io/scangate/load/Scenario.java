package io.scangate.load;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;

/** What can be played. */
enum Scenario {
  /** The way to a verdict over each wire, at a rate that any machine keeps up with. */
  SMOKE(
      20_000,
      50,
      20,
      "Scans and shows over HTTP/1.1, HTTP/2 and a turnstile line: is each answered, and right?") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Smoke(rig, options).play();
    }
  },
  /** How much one gateway on one core serves. */
  SATURATION(
      100_000, 64, 4, "How many scans one event loop serves over each wire, near-cache hits") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new SaturationTest(rig, options).play();
    }
  },
  /** Far more than that. */
  OVERLOAD(
      300_000,
      2_000,
      6,
      "What is served at 2, 5 and 10 times of saturation, and how soon it is over") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new OverloadTest(rig, options).play();
    }
  };

  /**
   * What may be set for a run. Immutable.
   *
   * @param connections how many there are over HTTP/1.1
   * @param only the part of the scenario that is played; empty for all
   */
  @Immutable
  record Options(int people, int connections, double seconds, String only) {
    boolean plays(String part) {
      return only.isEmpty() || only.equals(part);
    }
  }

  private final Options usual;
  private final String about;

  Scenario(int people, int connections, double seconds, String about) {
    this.usual = new Options(people, connections, seconds, "");
    this.about = about;
  }

  /** What is set for a run, and where a number is 0, what is usual. */
  Options options(int people, int connections, double seconds, String only) {
    return new Options(
        people > 0 ? people : usual.people,
        connections > 0 ? connections : usual.connections,
        seconds > 0 ? seconds : usual.seconds,
        only);
  }

  /** What it shows, in a sentence. */
  String about() {
    return about;
  }

  abstract void play(Rig rig, Options options) throws IOException;
}
