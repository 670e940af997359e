package io.scangate.gateway;

import io.scangate.cache.Codes;
import io.scangate.credential.CodeReader;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.HolderTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** What each event loop has of its own. Confined to it. */
public interface LoopParts {
  /** Opens them. */
  @FunctionalInterface
  interface Opening {
    /** Opens the parts of the current event loop. */
    Future<LoopParts> open(Vertx vertx);
  }

  /** Reads codes. */
  CodeReader reader();

  /** Opens the tokens of those who show. */
  HolderTokens holders();

  /** Makes the codes that are shown. */
  DynamicIssuer issuer();

  /** Knows the codes of the city. */
  Codes codes();

  /** Takes the records of scans. */
  ScanSink scans();

  /** Closes them; what was recorded is kept. */
  Future<Void> close();
}
