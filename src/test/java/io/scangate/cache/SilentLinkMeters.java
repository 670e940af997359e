package io.scangate.cache;

import io.scangate.ops.LinkMeters;

/** Counts nothing: the link has its own tests. */
final class SilentLinkMeters implements LinkMeters {
  @Override
  public void roundTrip(int commands, long nanos) {}

  @Override
  public void deadlineMissed(int commands) {}

  @Override
  public void turnedAway(int commands) {}

  @Override
  public void connected() {}

  @Override
  public void lost(Loss why) {}

  @Override
  public void connectFailed() {}
}
