package io.scangate.gateway;

/** The number of one scan, for the log and for support. Immutable. */
record ScanId(long high, long low) {}
