package io.scangate.ops;

import io.scangate.verdict.Verdict;

/** What one event loop counts. Confined to that loop; scrapes read it from elsewhere. */
public interface LoopMeters {
  /** The stages of a scan. */
  enum Stage {
    /** From the text to the bytes and claims. */
    DECODE(0, "decode"),
    /** The check of the MAC or signature, and the opening of the pseudonym. */
    AUTHENTICATE(1, "authenticate"),
    /** The look-up of the status, the wait for Redis included. */
    LOOK_UP(2, "look-up"),
    /** The judgement. */
    JUDGE(3, "judge");

    private final int number;
    private final String tag;

    Stage(int number, String tag) {
      this.number = number;
      this.tag = tag;
    }

    int number() {
      return number;
    }

    /** The value of the label {@code stage}. */
    public String tag() {
      return tag;
    }
  }

  /** Why a request was shed. */
  enum Shed {
    /** The device was over its rate. */
    DEVICE_RATE(0, "device-rate"),
    /** Too many scans waited for Redis. */
    WAITING(1, "waiting"),
    /** Too many connections were open. */
    CONNECTIONS(2, "connections"),
    /** Too many batches were under way. */
    BATCHES(3, "batches"),
    /** Too many codes were shown. */
    SHOWS(4, "shows"),
    /** The event loop was at work for too long with what came before. */
    OVERLOAD(5, "overload");

    private final int number;
    private final String tag;

    Shed(int number, String tag) {
      this.number = number;
      this.tag = tag;
    }

    int number() {
      return number;
    }

    /** The value of the label {@code reason}. */
    public String tag() {
      return tag;
    }
  }

  /** The forms that a code is shown in. */
  enum Shown {
    TEXT(0, "text"),
    SVG(1, "svg"),
    PNG(2, "png");

    private final int number;
    private final String tag;

    Shown(int number, String tag) {
      this.number = number;
      this.tag = tag;
    }

    int number() {
      return number;
    }

    /** The value of the label {@code form}. */
    public String tag() {
      return tag;
    }
  }

  /** A code was shown, and how long that took. */
  void shown(Shown form, long nanos);

  /** A scan was answered. */
  void verdict(Verdict verdict);

  /** How long a whole scan took. */
  void scan(long nanos);

  /** Whether the stages of the scan that begins now are to be timed; asked once a scan. */
  boolean timesStages();

  /** How long a stage took. */
  void stage(Stage stage, long nanos);

  /** A request was shed. */
  void shed(Shed why);

  /** A request was answered with a problem of that HTTP status. */
  void problem(int status);

  /** A code was that far out of its time: negative where its time had not come. */
  void skew(long seconds);

  /** How many connections the loop has open. */
  void connections(int open);

  /** How many turnstile lines the loop has open. */
  void lines(int open);

  /** How many scans of the loop wait for Redis. */
  void waiting(int scans);

  /** How late the loop came to its timer. */
  void lag(long nanos);
}
