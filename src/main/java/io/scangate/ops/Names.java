package io.scangate.ops;

/**
 * The names of the door's and the intake's metrics, as Prometheus shows them. Each is described in
 * {@code src/docs/metrics.md}.
 */
public final class Names {
  /** Verdicts, by verdict, reason and basis. */
  public static final String VERDICTS = "scangate_verdicts_total";

  /** The whole scan: from the last byte of the code to the answer. */
  public static final String SCAN = "scangate_scan_seconds";

  /** One stage of a scan; one scan in so many is timed. */
  public static final String STAGE = "scangate_scan_stage_seconds";

  /** Codes that were shown, by the form they were shown in. */
  public static final String SHOWN = "scangate_codes_shown_total";

  /** From the request for a code to its answer. */
  public static final String SHOW = "scangate_show_seconds";

  /** Requests that were shed, by reason. */
  public static final String SHED = "scangate_shed_requests_total";

  /** Requests that were no scan, by the status of the answer. */
  public static final String PROBLEMS = "scangate_http_problems_total";

  /** How far codes were out of their time that were out of it by a little: a wrong clock. */
  public static final String SKEW = "scangate_code_skew_seconds";

  /** Uses of living codes that were forgotten for want of room. */
  public static final String FORGOTTEN = "scangate_forgotten_uses_total";

  /** Connections of scanners that are open. */
  public static final String CONNECTIONS = "scangate_connections";

  /** Turnstile lines that are open. */
  public static final String LINES = "scangate_lines";

  /** Scans that wait for Redis. */
  public static final String WAITING = "scangate_waiting_scans";

  /** How late an event loop came to its timer. */
  public static final String LOOP_LAG = "scangate_event_loop_lag_seconds";

  /** Time until something a gateway needs is out of date, by what it is. */
  public static final String EXPIRY = "scangate_expiry_seconds";

  /** What this build is. */
  public static final String BUILD = "scangate_build_info";

  /** Which implementations run: of the cryptography, of the network. */
  public static final String RUNS_ON = "scangate_runs_on_info";

  /** Rows that sources sent, by kind of source and outcome. */
  public static final String INTAKE_ROWS = "scangate_intake_rows_total";

  /** Designations that sources sent, by outcome. */
  public static final String INTAKE_DESIGNATIONS = "scangate_intake_designations_total";

  /** Rows and designations that were refused, by reason. */
  public static final String INTAKE_REFUSED = "scangate_intake_refused_rows_total";

  /** Severe facts held beyond the quota of their source: an alarm. */
  public static final String INTAKE_HELD = "scangate_intake_held_facts_total";

  /** From the arrival of rows to their commit. */
  public static final String INTAKE_COMMIT = "scangate_intake_commit_seconds";

  /** Requests of sources that are being worked on. */
  public static final String INTAKE_WAITING = "scangate_intake_waiting_requests";

  /** Requests to the engine answered with a problem, by status. */
  public static final String ENGINE_PROBLEMS = "scangate_engine_http_problems_total";

  /** Requests of people and staff, by action and whether they may. */
  public static final String CASEWORK_JUDGED = "scangate_casework_judged_total";

  private Names() {}
}
