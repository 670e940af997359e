package io.scangate.gateway;

import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Orders;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lists that a gateway holds whole, put together for the scan path. Shared: written by whoever
 * follows the lists, read by every event loop.
 */
public final class Lists {
  private final AdmissionRules rules;
  private final LongSupplier nanos;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private Orders orders = Orders.NONE;
  private volatile Devices devices = Devices.none();
  private volatile @Nullable Buffer trust;
  private volatile SerialLists serials = SerialLists.NONE;

  /**
   * Empty lists.
   *
   * @param nanos the monotonic clock
   */
  public Lists(AdmissionRules rules, LongSupplier nanos) {
    this.rules = rules;
    this.nanos = nanos;
  }

  /** Takes over a new list of checkpoints. */
  public synchronized void takeOver(CheckpointList list) {
    devices = devices.replacedBy(list, rules, orders, nanos.getAsLong());
    tell();
  }

  /** Follows a change of the list of checkpoints. */
  public synchronized void change(CheckpointChange change) {
    devices = devices.changedBy(change, rules, orders, nanos.getAsLong());
    tell();
  }

  /** Takes over new orders. */
  public synchronized void takeOver(Orders list) {
    orders = list;
    devices = devices.orderedBy(list);
    tell();
  }

  /**
   * Takes over what gates without a connection are given.
   *
   * @param bytes the answer to {@code GET /v1/trust}
   */
  public void takeOverTrust(byte[] bytes) {
    trust = Buffer.buffer(bytes);
  }

  /** Takes over new lists of single codes. */
  public void takeOver(SerialLists lists) {
    serials = lists;
  }

  private void tell() {
    watchers.forEach(Runnable::run);
  }

  /**
   * Tells when the devices or what is in force at their checkpoints is new.
   *
   * @param watcher called on the thread that takes over
   */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** Tells it no more. */
  void unwatch(Runnable watcher) {
    watchers.remove(watcher);
  }

  AdmissionRules rules() {
    return rules;
  }

  @Nullable Buffer trust() {
    return trust;
  }

  SerialLists serials() {
    return serials;
  }

  Devices devices() {
    return devices;
  }
}
