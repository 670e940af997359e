package io.scangate.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SignatureException;

/**
 * The reference of the HTTP measurements: a bare Vert.x handler that reads the body of a request
 * and answers a constant of a given size. What the gateway does on top is what the measurement
 * shows.
 *
 * <p>With {@code verify} it verifies one Ed25519 signature first, always the same one: no server of
 * codes that are signed and seen for the first time can do less.
 */
public final class BareServer {
  private BareServer() {}

  /**
   * Serves until the process ends.
   *
   * @param args port, bytes of the answer or a file with the answer itself, number of event loops,
   *     and {@code verify} or nothing
   */
  public static void main(String[] args) throws GeneralSecurityException, IOException {
    int port = Integer.parseInt(args[0]);
    Buffer answer = answer(args[1]);
    int loops = Integer.parseInt(args[2]);
    Runnable work = args.length > 3 && args[3].equals("verify") ? verifying(loops) : () -> {};
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
    vertx
        .createHttpServer(options(port))
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          work.run();
                          var _ =
                              request
                                  .response()
                                  .putHeader("content-type", "application/json")
                                  .end(answer);
                        }))
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    System.out.println("bare server on 127.0.0.1:" + port);
  }

  private static Buffer answer(String argument) throws IOException {
    Path file = Path.of(argument);
    return Files.exists(file)
        ? Buffer.buffer(Files.readAllBytes(file))
        : Buffer.buffer("x".repeat(Integer.parseInt(argument)));
  }

  /** Those of the gateway that change what a request passes through. */
  private static HttpServerOptions options(int port) {
    return new HttpServerOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  private static Runnable verifying(int loops) throws GeneralSecurityException {
    if (loops != 1) {
      throw new IllegalArgumentException("an instance of Signature is for one event loop");
    }
    NativeSignature signature = NativeSignature.made();
    return () -> {
      try {
        signature.verify();
      } catch (SignatureException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
