package io.scangate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between a client and a server on 127.0.0.1: it can cut replies, hold them back,
 * slow them down, swallow everything, or slip bytes in that no server sent. Shared: faults are set
 * by the test while threads of its own pass bytes on.
 */
public final class FaultyProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Route> routes = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private long cutAfter = Long.MAX_VALUE;
  private boolean held;
  private boolean swallowing;
  private boolean refusing;
  private String heldCommand = "";
  private Duration delay = Duration.ZERO;

  private FaultyProxy(ServerSocket listening, int target) {
    this.listening = listening;
    this.target = target;
  }

  /** Stands in front of the server on that port. */
  public static FaultyProxy before(int port) {
    try {
      ServerSocket listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      FaultyProxy proxy = new FaultyProxy(listening, port);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  public String url() {
    return "redis://127.0.0.1:" + port();
  }

  /** Ends, once, the connection that brings the replies over this many more bytes, in mid-reply. */
  public void cutAfter(long replyBytes) {
    set(() -> cutAfter = replyBytes);
  }

  /** Holds all replies back until {@link #release}. */
  public void hold() {
    set(() -> held = true);
  }

  /** Holds back the replies of connections that send this command from now on. */
  public void holdRepliesTo(String command) {
    set(() -> heldCommand = command);
  }

  /** Lets go what was held back, and holds nothing back any more. */
  public void release() {
    set(
        () -> {
          held = false;
          heldCommand = "";
          routes.forEach(route -> route.held = false);
        });
  }

  /** Each piece of a reply comes this much later. */
  public void delay(Duration by) {
    set(() -> delay = by);
  }

  /** Swallows everything both ways; connections stay open. */
  public void swallow() {
    set(() -> swallowing = true);
  }

  /** Ends every connection and every new one. */
  public void refuse() {
    set(() -> refusing = true);
    cut();
  }

  /** Passes everything on again. */
  public void heal() {
    set(
        () -> {
          swallowing = false;
          refusing = false;
          delay = Duration.ZERO;
          cutAfter = Long.MAX_VALUE;
        });
    release();
  }

  /** Ends every connection. */
  public void cut() {
    routes.forEach(Route::close);
  }

  /** Puts bytes into the replies of every connection. */
  public void slipIn(String bytes) {
    for (Route route : routes) {
      route.slipIn(bytes.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** How many connections are open. */
  public int connections() {
    return routes.size();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    release();
    cut();
  }

  private void set(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        begin(listening.accept());
      } catch (IOException closedOrNoServer) {
        // The client sees its connection end, which is all that a network would tell it.
      }
    }
  }

  private void begin(Socket client) throws IOException {
    if (get(() -> refusing)) {
      client.close();
      return;
    }
    try {
      Route route = new Route(client, new Socket(InetAddress.getLoopbackAddress(), target));
      routes.add(route);
      Thread.ofVirtual().start(() -> route.pass(true));
      Thread.ofVirtual().start(() -> route.pass(false));
    } catch (IOException noServer) {
      client.close();
    }
  }

  /** What becomes of a piece of a reply: how much of it goes on, or null to swallow it. */
  private @Nullable Integer admit(Route route, boolean reply, int length)
      throws InterruptedException {
    lock.lock();
    try {
      while (reply && (held || route.held) && !route.closed()) {
        changed.await();
      }
      if (swallowing) {
        return null;
      }
      if (!reply) {
        return length;
      }
      int passed = (int) Math.min(length, cutAfter);
      if (cutAfter != Long.MAX_VALUE) {
        cutAfter = passed < length ? Long.MAX_VALUE : cutAfter - passed;
      }
      return passed;
    } finally {
      lock.unlock();
    }
  }

  private <T> T get(Supplier<T> value) {
    lock.lock();
    try {
      return value.get();
    } finally {
      lock.unlock();
    }
  }

  private void note(Route route, byte[] request, int length) {
    lock.lock();
    try {
      String text = new String(request, 0, length, StandardCharsets.ISO_8859_1);
      if (!heldCommand.isEmpty() && text.contains(heldCommand)) {
        route.held = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** One connection through the proxy. */
  private final class Route {
    private final Socket client;
    private final Socket server;
    private volatile boolean held;

    Route(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pass(boolean reply) {
      try (InputStream in = (reply ? server : client).getInputStream();
          OutputStream out = (reply ? client : server).getOutputStream()) {
        byte[] piece = new byte[16_384];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
          if (!passOn(out, piece, length, reply)) {
            return;
          }
        }
      } catch (IOException ended) {
        // Either end may close at any time; the other is closed below.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        close();
      }
    }

    private boolean passOn(OutputStream out, byte[] piece, int length, boolean reply)
        throws IOException, InterruptedException {
      if (!reply) {
        note(this, piece, length);
      } else {
        LockSupport.parkNanos(get(() -> delay).toNanos());
      }
      Integer passed = admit(this, reply, length);
      if (passed == null) {
        return true;
      }
      synchronized (client) {
        out.write(piece, 0, passed);
      }
      return passed == length;
    }

    void slipIn(byte[] bytes) {
      try {
        OutputStream out = client.getOutputStream();
        synchronized (client) {
          out.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean closed() {
      return client.isClosed();
    }

    void close() {
      routes.remove(this);
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      set(() -> {});
    }
  }
}
