package io.scangate.cache;

/** Another publisher has begun a rebuild of the same partition since; this one is given up. */
public final class RebuildOvertaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  RebuildOvertaken() {
    super("another rebuild of the partition has begun", null, false, false);
  }
}
