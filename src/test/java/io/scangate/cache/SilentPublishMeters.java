package io.scangate.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.ops.PublishMeters;
import io.scangate.ops.RoundMeters;

/** Meters of publishing that count nothing. Immutable. */
public final class SilentPublishMeters implements PublishMeters {
  @Override
  public void published(int changes) {}

  @Override
  public void failed() {}

  @Override
  public void backlog(int partition, long entries) {}

  @Override
  public void held(int partitions) {}

  @Override
  public void clockAhead(long micros) {}

  @Override
  public void different(Difference kind) {}

  @Override
  public void swept(long nanos) {}

  @Override
  public RoundMeters sweep() {
    return new RoundMeters(new SimpleMeterRegistry(), RoundMeters.Work.SWEEP);
  }
}
