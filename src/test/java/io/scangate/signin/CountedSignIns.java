package io.scangate.signin;

import io.scangate.ops.SignInMeters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Meters that a test reads. Shared. */
public final class CountedSignIns implements SignInMeters {
  private final Map<Result, Integer> results = new ConcurrentHashMap<>();
  private final Map<Refresh, Integer> refreshes = new ConcurrentHashMap<>();
  private volatile DoubleSupplier age = () -> -1;
  private volatile DoubleSupplier held = () -> -1;

  @Override
  public void checked(Result result) {
    results.merge(result, 1, Integer::sum);
  }

  @Override
  public void refreshed(Refresh outcome) {
    refreshes.merge(outcome, 1, Integer::sum);
  }

  @Override
  public void watchKeys(DoubleSupplier watchedAge, DoubleSupplier watchedHeld) {
    age = watchedAge;
    held = watchedHeld;
  }

  int count(Result result) {
    return results.getOrDefault(result, 0);
  }

  int total() {
    return results.values().stream().mapToInt(Integer::intValue).sum();
  }

  int count(Refresh outcome) {
    return refreshes.getOrDefault(outcome, 0);
  }

  double age() {
    return age.getAsDouble();
  }

  double held() {
    return held.getAsDouble();
  }
}
