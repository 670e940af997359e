package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much one event loop serves over each wire. Confined to the thread of the test. */
final class SaturationTest {
  private static final double FROM = 8_000;
  private static final double WARM_UP = 12;
  private static final int FEW_CONNECTIONS = 16;

  private final Rig rig;
  private final Scenario.Options options;

  SaturationTest(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  void play() throws IOException {
    GatewayProcess clear =
        rig.gateway(Setup.plain("gateway", rig.city()).holding(options.nearCache()));
    long wrong = search(Wire.HTTP_1, options.connections());
    wrong += search(Wire.HTTP_2, FEW_CONNECTIONS);
    wrong += search(Wire.LINE, FEW_CONNECTIONS);
    rig.stop(clear);
    if (options.plays(Wire.HTTP_2_TLS.text())) {
      var _ =
          rig.gateway(
              Setup.plain("tls", rig.city()).holding(options.nearCache()).securedBy(certificate()));
      wrong += search(Wire.HTTP_2_TLS, FEW_CONNECTIONS);
    }
    rig.report().none("wrong answers", wrong);
  }

  private long search(Wire wire, int connections) {
    if (!options.plays(wire.text())) {
      return 0;
    }
    Fleet fleet = rig.fleet(new Order(wire, connections, false, Truth.STILL, rig.seed()));
    Crowd crowd = rig.crowd(options.mix());
    rig.warmUp(fleet, crowd, Pace.ramp(1_000, 2 * FROM, WARM_UP), WARM_UP);
    Saturation found = Saturation.find(rig, wire.text(), fleet, crowd, FROM, options.seconds());
    rig.close(fleet);
    rig.report()
        .note(
            "%s: %s scans a second are served well at most%s."
                .formatted(
                    wire.text(),
                    Report.figure(found.goodput()),
                    found.generatorLimited() ? "; the generator offers no more" : ""));
    return found.wrong();
  }

  private Path certificate() throws IOException {
    SelfSignedCertificate made = SelfSignedCertificate.create("localhost");
    Path folder = Files.createDirectory(rig.city().folder().resolve("tls-files"));
    Files.copy(Path.of(made.certificatePath()), folder.resolve("certificate.pem"));
    Files.copy(Path.of(made.privateKeyPath()), folder.resolve("key.pem"));
    made.delete();
    return folder;
  }
}
