package io.scangate.load;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The reference: a bare Vert.x handler that answers what a gateway once answered, a process of its
 * own on the gateways' core with the gateways' flags. Shared.
 */
final class BareProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final Target target = new Target(FreePorts.next(), 0, 0);
  private final Process process;
  private final Thread lastResort;

  /** Starts one and waits until it listens. */
  BareProcess(Path folder, String answer) throws IOException {
    Path file = folder.resolve("bare-answer");
    Files.writeString(file, answer);
    List<String> command = Machine.javaOnGatewayCore(System.getProperty("java.class.path"));
    command.addAll(
        List.of(BareServer.class.getName(), Integer.toString(target.main()), file.toString(), "1"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("bare.log").toFile())
            .start();
    lastResort = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(lastResort);
    Await.until("the bare server listens", this::listens);
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.main())) {
      return socket.isConnected();
    }
  }

  Target target() {
    return target;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException e) {
      // The hooks are running, and this one finds its process ended.
    }
  }
}
