package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.credential.Algorithm;
import io.scangate.credential.KeyUse;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointState.Signed;
import io.scangate.ledger.PeerKey;
import io.scangate.ledger.PeerKeyDesk;
import io.scangate.ledger.PeerKeyStep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whose keys are trusted: an administrator proposes a key of another city, somebody of the
 * municipality approves it, and either withdraws it alone. Keys roll over by standing beside one
 * another. Shared.
 */
final class PeerKeyProcedure {
  private final CaseworkParts parts;
  private final PeerKeyDesk desk;

  PeerKeyProcedure(CaseworkParts parts) {
    this.parts = parts;
    this.desk = new PeerKeyDesk(parts.ledger());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("proposePeerKey", Action.PROPOSE_PEER_KEY, this::propose),
        Endpoint.of("listPeerKeys", Action.LIST_PEER_KEYS, visit -> list()),
        Endpoint.of("answerPeerKey", Action.ANSWER_PEER_KEY, this::answer),
        Endpoint.of("withdrawPeerKey", Action.WITHDRAW_PEER_KEY, this::withdraw));
  }

  private Reply propose(Visit visit) {
    JsonObject form = visit.body();
    Division issuer = new Division(form.getString("issuer"));
    if (issuer.province().equals(parts.city().province())) {
      return PeerRefusals.conflict(
          "own-province",
          "The city lies in our own province",
          "Within a province nothing needs to be recognized: its colours are facts of ours.");
    }
    TrustedKey key;
    try {
      key =
          new TrustedKey(
              issuer,
              form.getString("algorithm").equals("EdDSA") ? Algorithm.EDDSA : Algorithm.ES256,
              Set.of(form.getString("signs").equals("codes") ? KeyUse.STATIC : KeyUse.LISTS),
              new Validity(
                  Instant.parse(form.getString("from")).getEpochSecond(),
                  Instant.parse(form.getString("until")).getEpochSecond()),
              Base64.getDecoder().decode(form.getString("public")));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Reply.refused(
          400,
          "no-key",
          "That is no public key with its time",
          "public: 32 bytes of Ed25519 or 65 of P-256 in Base64, until after from, as `code keys"
              + " list` of the other city has it.");
    }
    return reply(
        true,
        desk.propose(
            key,
            form.getString("document"),
            visit.warrant().actor().subject(),
            parts.clock().instant()));
  }

  private Reply answer(Visit visit) {
    JsonObject form = visit.body();
    return reply(
        false,
        desk.answer(
            visit.number("key").orElseThrow(),
            form.getBoolean("approved"),
            form.getString("note"),
            visit.warrant().actor().subject(),
            parts.clock().instant()));
  }

  private Reply withdraw(Visit visit) {
    return reply(
        false,
        desk.withdraw(
            visit.number("key").orElseThrow(),
            visit.body().getString("reason"),
            visit.warrant().actor().subject(),
            parts.clock().instant()));
  }

  private static Reply reply(boolean isNew, PeerKeyStep step) {
    return switch (step) {
      case PeerKeyStep.Refused(var why) -> PeerRefusals.reply(why);
      case PeerKeyStep.Done(var key) -> isNew ? Reply.created(json(key)) : Reply.of(json(key));
    };
  }

  private Reply list() {
    JsonArray keys = new JsonArray();
    desk.all().forEach(key -> keys.add(json(key)));
    return Reply.of(new JsonObject().put("keys", keys));
  }

  private static JsonObject json(PeerKey key) {
    TrustedKey trusted = key.key();
    JsonObject json =
        new JsonObject()
            .put("number", key.id())
            .put("issuer", trusted.issuer().code())
            .put("signs", trusted.uses().contains(KeyUse.STATIC) ? "codes" : "messages")
            .put("algorithm", trusted.algorithm().text())
            .put("kid", trusted.kidText())
            .put("from", Instant.ofEpochSecond(trusted.validity().from()).toString())
            .put("until", Instant.ofEpochSecond(trusted.validity().until()).toString())
            .put("status", key.status().name().toLowerCase(Locale.ROOT))
            .put("proposed", signed(key.proposed()));
    key.answer().ifPresent(said -> json.put("answered", signed(said.signed())));
    key.end().ifPresent(end -> json.put("withdrawn", signed(end)));
    return json;
  }

  private static JsonObject signed(Signed step) {
    JsonObject json = new JsonObject().put("by", step.by()).put("at", step.at().toString());
    return step.note().isEmpty() ? json : json.put("note", step.note());
  }
}
