package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.Casework;
import io.scangate.casework.CaseworkRoutes;
import io.scangate.casework.Operations;
import io.scangate.casework.who.Warrants;
import io.scangate.engine.Answers;
import io.scangate.ops.MicrometerCaseworkMeters;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** The procedures of this process, put together. Confined to the thread that starts it. */
final class CaseworkDesk {
  private final Vertx vertx;
  private final LedgerOpening.Opened opened;
  private final MeterRegistry registry;
  private final InstantSource clock;

  CaseworkDesk(
      Vertx vertx, LedgerOpening.Opened opened, MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.vertx = vertx;
    this.opened = opened;
    this.registry = registry;
  }

  /**
   * What they answer.
   *
   * @param verifier of the tokens that people and staff come with
   */
  CaseworkRoutes routes(Verifier verifier, Answers answers) throws Exception {
    return new CaseworkRoutes(
        Casework.endpoints(opened.ledger(), clock),
        Door.await(Operations.load(vertx)),
        new Warrants(verifier, new MicrometerCaseworkMeters(registry, Warrants.actions())),
        answers);
  }
}
