package io.scangate.casework.identity;

import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.credential.HolderToken;
import io.scangate.credential.HolderTokens;
import io.scangate.credential.SealingKey;
import io.scangate.health.PersonRef;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Exchanges a sign-in at the identity provider for a token by which gateways show codes: the
 * references of the holder and the family are sealed in it, so that no gateway looks up anybody.
 * Shared.
 */
final class Sessions {
  private final IdentityParts parts;
  private final SealingKey sealing;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param sealing the key that engine and gateways share
   */
  Sessions(IdentityParts parts, SealingKey sealing) {
    this.parts = parts;
    this.sealing = sealing;
  }

  Reply open(Visit visit) {
    Optional<Reply> tooOften = parts.limits().enter(visit);
    if (tooOften.isPresent()) {
      return tooOften.get();
    }
    List<Long> household = parts.household(visit).stream().map(PersonRef::value).toList();
    if (household.isEmpty()) {
      return IdentityParts.NOT_REGISTERED;
    }
    HolderToken token =
        HolderToken.at(
            parts.clock().instant().getEpochSecond(),
            household.getFirst(),
            household.subList(1, household.size()));
    return Reply.of(
        new JsonObject()
            .put("token", new HolderTokens(sealing).seal(token, random))
            .put("expiresAt", Instant.ofEpochSecond(token.expires()).toString())
            .put("members", household.size() - 1));
  }
}
