package io.scangate.serve;

/** What one process of the installation does. */
public enum Role {
  /** Everything: the gateway, and the part that gives codes their colours. */
  ALL,
  /** Answers scans; needs a Redis that another process writes to. */
  GATEWAY,
  /** Takes facts in, decides, and publishes codes; needs a Redis and a PostgreSQL. */
  ENGINE
}
