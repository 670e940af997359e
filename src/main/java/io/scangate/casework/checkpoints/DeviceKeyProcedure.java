package io.scangate.casework.checkpoints;

import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointShelf;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ledger.Ledger;
import io.scangate.verdict.KeyHash;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keys of devices. A key is drawn here and answered once; what is kept is its hash. The operator
 * has keys issued and replaced, the community may withdraw them too. Shared.
 */
public final class DeviceKeyProcedure {
  private final DeviceKeyDesk desk;
  private final CheckpointShelf shelf;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Over a ledger. */
  public DeviceKeyProcedure(Ledger ledger, InstantSource clock, SecureRandom random) {
    this.desk = new DeviceKeyDesk(ledger);
    this.shelf = new CheckpointShelf(ledger);
    this.clock = clock;
    this.random = random;
  }

  /** What can be asked for. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("issueDeviceKey", Action.ISSUE_DEVICE_KEY, this::place, this::issue),
        Endpoint.of("replaceDeviceKey", Action.ISSUE_DEVICE_KEY, this::place, this::replace),
        Endpoint.of("withdrawDeviceKey", Action.WITHDRAW_DEVICE_KEY, this::place, this::withdraw));
  }

  private Optional<Division> place(Visit visit) {
    return shelf.find(visit.text("checkpoint")).map(found -> found.checkpoint().division());
  }

  private Reply issue(Visit visit) {
    String by = visit.warrant().actor().subject();
    String checkpoint = visit.text("checkpoint");
    return drawn(visit, hash -> desk.issue(checkpoint, hash, by, clock.instant()));
  }

  private Reply replace(Visit visit) {
    String by = visit.warrant().actor().subject();
    String checkpoint = visit.text("checkpoint");
    long key = visit.number("key").orElseThrow();
    Duration overlap = Duration.ofSeconds(visit.body().getLong("overlapSeconds"));
    return drawn(visit, hash -> desk.replace(checkpoint, key, hash, overlap, by, clock.instant()));
  }

  /** Draws a key, has it taken, and answers with it. */
  private Reply drawn(Visit visit, Function<KeyHash, CheckpointStep> step) {
    if (!CheckpointProcedure.isOperator(visit, shelf, visit.text("checkpoint"))) {
      return CheckpointRefusals.anotherOperator();
    }
    byte[] key = new byte[KeyHash.KEY_BYTES];
    random.nextBytes(key);
    return switch (step.apply(KeyHash.ofKey(key))) {
      case CheckpointStep.Refused(var why) -> CheckpointRefusals.reply(why);
      case CheckpointStep.Issued(var number) ->
          Reply.created(
              new JsonObject()
                  .put("number", number)
                  .put("key", Base64.getUrlEncoder().withoutPadding().encodeToString(key)));
      case CheckpointStep.Done() -> throw new IllegalStateException("no key was issued");
    };
  }

  private Reply withdraw(Visit visit) {
    String checkpoint = visit.text("checkpoint");
    if (!CheckpointProcedure.mayHandle(visit, shelf, checkpoint)) {
      return CheckpointRefusals.anotherOperator();
    }
    CheckpointStep step =
        desk.withdraw(
            checkpoint,
            visit.number("key").orElseThrow(),
            visit.body().getString("reason"),
            visit.warrant().actor().subject(),
            clock.instant());
    return step instanceof CheckpointStep.Refused(var why)
        ? CheckpointRefusals.reply(why)
        : Reply.of(
            CheckpointJson.of(shelf.find(checkpoint).orElseThrow())
                .put("keys", CheckpointJson.keys(shelf.keys(checkpoint))));
  }
}
