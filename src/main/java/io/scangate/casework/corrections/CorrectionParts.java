package io.scangate.casework.corrections;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Deadlines;
import io.scangate.casework.identity.Concerned;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.engine.Engine;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.cases.CorrectionState;
import io.scangate.ledger.cases.Corrections;
import io.scangate.ledger.cases.EvidenceShelf;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the desks of corrections share. Immutable. */
record CorrectionParts(
    Engine engine,
    Concerned concerned,
    Corrections corrections,
    EvidenceShelf evidence,
    PolicyShelf policies,
    IdentitySeal seal,
    Deadlines deadlines,
    InstantSource clock) {
  private static final String WORDS = "correction/words";
  private static final String PAPER = "correction/evidence";

  static CorrectionParts of(CaseworkParts parts) {
    return new CorrectionParts(
        parts.engine(),
        new Concerned(parts),
        new Corrections(parts.ledger()),
        new EvidenceShelf(parts.ledger()),
        new PolicyShelf(parts.ledger()),
        parts.seal(),
        parts.deadlines(),
        parts.clock());
  }

  /** Until when an application that came to a state is to move on. */
  Optional<Instant> due(CorrectionState state, Instant since) {
    return switch (state) {
      case APPLIED, REPORTED, REVIEWED, SUBMITTED, TESTED ->
          Optional.of(since.plus(deadlines.step()));
      case AUDITED -> Optional.of(since.plus(deadlines.test()));
      case APPEALED -> Optional.of(since.plus(deadlines.reconsideration()));
      case CONVERTED, REFUSED, UPHELD, WITHDRAWN -> Optional.empty();
    };
  }

  /** Until when an appeal against a refusal is taken. */
  Instant appealUntil(Instant refused) {
    return refused.plus(deadlines.appeal());
  }

  /** Words that may be personal: what the applicant says, and what staff note. */
  Buffer sealWords(SealedIdentity identity, String words) {
    return seal.beside(identity, WORDS, Buffer.buffer(words));
  }

  String openWords(SealedIdentity identity, Buffer sealed) {
    return seal.openBeside(identity, WORDS, sealed).toString(StandardCharsets.UTF_8);
  }

  Buffer sealPaper(SealedIdentity identity, Buffer bytes) {
    return seal.beside(identity, PAPER, bytes);
  }

  Buffer openPaper(SealedIdentity identity, Buffer sealed) {
    return seal.openBeside(identity, PAPER, sealed);
  }
}
