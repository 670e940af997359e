package io.scangate.casework.certificates;

import io.scangate.ledger.Certificate;
import io.scangate.ledger.Certificate.Status;
import io.scangate.ledger.CheckpointState.Signed;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** Certificates as they are told; nothing of it is personal but the reference. Stateless. */
final class CertificateJson {
  private CertificateJson() {}

  static JsonObject of(Certificate certificate, Instant now) {
    JsonObject json =
        new JsonObject()
            .put("number", certificate.number())
            .put("person", certificate.person().text())
            .put("community", certificate.community().code())
            .put("status", word(certificate.status(now)))
            .put("issued", signed(certificate.issued()))
            .put("expiresAt", certificate.expires().toString())
            .put("prints", certificate.prints());
    certificate.end().ifPresent(end -> json.put("revoked", signed(end)));
    return json;
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonObject signed(Signed step) {
    JsonObject json = new JsonObject().put("by", step.by()).put("at", step.at().toString());
    return step.note().isEmpty() ? json : json.put("note", step.note());
  }
}
