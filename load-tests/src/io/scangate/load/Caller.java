package io.scangate.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a scanner, a phone or a controller of turnstiles, that behaves as
 * <em>Integrating a gate</em> asks: an answer is awaited for a second, a lost connection is made
 * anew, at the other gateway if there is one, after 0.1 s that double up to 5 s, each with a random
 * part. Confined to the generator's event loop.
 */
abstract class Caller {
  /** How long a scanner waits for an answer. */
  static final long DEADLINE = TimeUnit.SECONDS.toNanos(1);

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** A request that was sent. */
  static final class Call {
    private final Shot shot;
    private final long sentAt;
    private boolean over;
    private @Nullable Runnable cancel;

    Call(Shot shot, long sentAt) {
      this.shot = shot;
      this.sentAt = sentAt;
    }

    Shot shot() {
      return shot;
    }

    boolean isOver() {
      return over;
    }

    /** How it is taken back where it takes too long. */
    void onCancel(Runnable work) {
      cancel = work;
    }
  }

  private final Fleet fleet;
  private final String key;
  private final int room;
  private final Deque<Call> underWay = new ArrayDeque<>(4);
  private final Deque<Shot> again = new ArrayDeque<>(0);
  private final Promise<Void> opened = Promise.promise();
  private @Nullable Throwable refusal;
  private int target;
  private int occupied;
  private boolean connected;
  private boolean retiring;
  private boolean listed;
  private boolean closed;
  private long pause = FIRST_PAUSE_MILLIS;

  /**
   * @param key the device key that it shows
   * @param room how many requests may be under way
   * @param target which gateway it connects to first
   */
  Caller(Fleet fleet, String key, int room, int target) {
    this.fleet = fleet;
    this.key = key;
    this.room = room;
    this.target = target;
  }

  /** Connects; {@link #lost} is called when that ends. */
  abstract Future<?> dial(Target to);

  abstract void transmit(Call call);

  /** Ends the connection, if there is one. */
  abstract void hangUp();

  /** Sends what it has gathered. */
  void flush() {}

  final Fleet fleet() {
    return fleet;
  }

  final String key() {
    return key;
  }

  /** Connects for the first time; where it is turned away it comes again, until it is let in. */
  final Future<Void> open() {
    connect();
    return opened.future();
  }

  /** Why it was turned away the last time; null where it never was. */
  final @Nullable Throwable refusal() {
    return refusal;
  }

  private void connect() {
    var _ =
        dial(fleet.target(target))
            .onSuccess(
                done -> {
                  connected = true;
                  var _ = opened.tryComplete();
                  pause = FIRST_PAUSE_MILLIS;
                  if (closed) {
                    hangUp();
                  } else {
                    useRoom();
                  }
                })
            .onFailure(
                failure -> {
                  refusal = failure;
                  comeAgain();
                });
  }

  private void comeAgain() {
    if (closed) {
      return;
    }
    target++;
    long millis = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    fleet.later(
        millis,
        () -> {
          if (!closed) {
            connect();
          }
        });
  }

  /** The connection has ended; what was under way on it is not answered. */
  final void lost() {
    if (!connected) {
      return;
    }
    connected = false;
    retiring = false;
    occupied = 0;
    while (!underWay.isEmpty()) {
      end(underWay.peek(), Fate.FAILED);
    }
    comeAgain();
  }

  final boolean hasRoom() {
    return connected && !retiring && occupied < room;
  }

  final void send(Shot shot) {
    Call call = new Call(shot, System.nanoTime());
    underWay.add(call);
    occupied++;
    transmit(call);
  }

  /** The connection is to be used no more: the answer that has come is its last one. */
  final void retire() {
    retiring = true;
  }

  /** What a call occupied is free again, though it may have been given up before. */
  final void vacated() {
    occupied = Math.max(0, occupied - 1);
  }

  /** A call has ended. */
  final void end(Call call, Fate fate) {
    if (call.over) {
      return;
    }
    call.over = true;
    if (underWay.peek() == call) {
      underWay.remove();
    } else {
      var _ = underWay.remove(call);
    }
    long now = System.nanoTime();
    boolean answered = fate == Fate.GOOD || fate == Fate.DEGRADED;
    if (answered && now - call.shot.due() > DEADLINE && !fleet.repeats()) {
      fleet.ended(this, call.shot, Fate.LATE, now);
    } else {
      fleet.ended(this, call.shot, fate, now);
    }
    useRoom();
  }

  /** A request is to be made again here, since another device would be another door. */
  final void again(Shot shot) {
    again.add(shot);
    useRoom();
  }

  private void useRoom() {
    while (!again.isEmpty() && hasRoom()) {
      send(again.remove());
    }
    if (hasRoom()) {
      fleet.hasRoom(this);
    }
  }

  /** Whether it stands in the list of those with room. */
  final boolean isListed() {
    return listed;
  }

  final void listed(boolean now) {
    listed = now;
  }

  /** Gives up what was not answered in time. */
  final void sweep(long now) {
    while (true) {
      Call oldest = underWay.peek();
      if (oldest == null || now - oldest.sentAt < DEADLINE) {
        return;
      }
      Runnable cancel = oldest.cancel;
      end(oldest, Fate.LATE);
      if (cancel != null) {
        cancel.run();
      }
    }
  }

  final void close() {
    closed = true;
    hangUp();
  }
}
