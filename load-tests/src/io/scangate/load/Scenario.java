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
      100_000,
      64,
      4,
      "How many scans one event loop serves over each wire, near-cache hits",
      Mix.PHONES) {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new SaturationTest(rig, options).play();
    }
  },
  /** Half of that. */
  HALF(
      100_000,
      64,
      4,
      "Latency at half of saturation, against a bare Vert.x handler in turns: medians of rounds") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new HalfTest(rig, options).play();
    }
  },
  /** Far more than that. */
  OVERLOAD(
      300_000,
      2_000,
      4,
      "What is served at 2, 5 and 10 times of saturation, and how soon it is over") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new OverloadTest(rig, options).play();
    }
  },
  /** Everybody's code changes at once. */
  FLIP_STORM(
      120_000, 64, 20, "A hundred thousand codes turn while scans go on: none lost, none wrong") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Upheaval(rig, options).flipStorm();
    }
  },
  /** The cache dies. */
  REDIS_DOWN(100_000, 64, 24, "Redis is killed and comes back: no scan lost, none wrong") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Upheaval(rig, options).redisDown();
    }
  },
  /** A new version is brought to the doors. */
  ROLLING_RESTART(
      100_000,
      64,
      40,
      "Two gateways are started anew, one after the other: no scan lost, none wrong") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Upheaval(rig, options).rollingRestart();
    }
  },
  /** A morning that brought a province down. */
  YUEKANG(
      100_000,
      256,
      15,
      "Guangdong on 10 January 2022: 1.4 million requests a minute, shown and scanned") {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Yuekang(rig, options).play();
    }
  },
  /** A long day. */
  SOAK(
      100_000,
      128,
      1_200,
      "Half of saturation for twenty minutes: memory, Redis and spool stay flat",
      Mix.STREET.showing(0.2)) {
    @Override
    void play(Rig rig, Options options) throws IOException {
      new Soak(rig, options).play();
    }
  };

  /**
   * What may be set for a run. Immutable.
   *
   * @param connections how many there are over HTTP/1.1
   * @param rate requests a second, where a scenario does not find its own; 0 for what is usual
   * @param only the part of the scenario that is played; empty for all
   * @param mix who comes with what
   * @param nearCache what the near cache of a gateway may take, in bytes
   */
  @Immutable
  record Options(
      int people,
      int connections,
      double seconds,
      double rate,
      String only,
      Mix mix,
      long nearCache) {
    boolean plays(String part) {
      return only.isEmpty() || only.equals(part);
    }
  }

  private static final long NEAR_CACHE = 512L << 20;

  private final Options usual;
  private final boolean takesMix;
  private final String about;

  /** One whose crowd is its own. */
  Scenario(int people, int connections, double seconds, String about) {
    this.usual = new Options(people, connections, seconds, 0, "", Mix.PHONES, NEAR_CACHE);
    this.takesMix = false;
    this.about = about;
  }

  /** One whose crowd and near cache may be set. */
  Scenario(int people, int connections, double seconds, String about, Mix mix) {
    this.usual = new Options(people, connections, seconds, 0, "", mix, NEAR_CACHE);
    this.takesMix = true;
    this.about = about;
  }

  /** What is usual. */
  Options usual() {
    return usual;
  }

  /** Whether the crowd and the near cache may be set. */
  boolean takesMix() {
    return takesMix;
  }

  /** What it shows, in a sentence. */
  String about() {
    return about;
  }

  abstract void play(Rig rig, Options options) throws IOException;
}
