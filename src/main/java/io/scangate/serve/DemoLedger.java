package io.scangate.serve;

import io.scangate.demo.MovingIn;
import io.scangate.demo.Resident;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CheckpointLoad;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Outbox;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The people of the demo city in its ledger. Confined to the thread that starts the process. */
final class DemoLedger {
  private static final Logger LOG = LoggerFactory.getLogger(DemoLedger.class);

  private static final int DOOR_CAPACITY = 500;

  private final DemoCity city;
  private final Ledger ledger;
  private final int partitions;
  private final MovingIn moving;
  private final InstantSource clock;

  DemoLedger(DemoCity city, LedgerOpening.Opened opened, LedgerAccess access, InstantSource clock) {
    this.city = city;
    this.clock = clock;
    this.ledger = opened.ledger();
    this.partitions = opened.installation().partitions();
    this.moving = new MovingIn(ledger, access.application(), partitions, clock);
  }

  /** Brings in whoever does not live there yet. */
  int moveIn() throws InterruptedException {
    moving.load(
        city.people(),
        "first-day-" + Long.toHexString(new SecureRandom().nextLong()),
        there -> LOG.info("{} of {} people live in the demo city", there, city.people().size()));
    return city.people().size();
  }

  /** Registers whichever checkpoints are not there yet; their operator is the demo account. */
  int openDoors() {
    return new CheckpointLoad(ledger)
        .load(
            city.checkpoints(),
            new CheckpointLoad.Terms(
                false,
                DOOR_CAPACITY,
                "staff/checkpoint-operator-1",
                "staff/community-1",
                "demo city"),
            clock.instant());
  }

  /** The colours that those have now who are shown. */
  Map<PersonRef, Colour> colours() throws Exception {
    Map<Integer, List<PersonRef>> byPartition =
        city.people().stream()
            .limit(DemoCity.SHOWN)
            .map(Resident::person)
            .collect(Collectors.groupingBy(person -> person.partition(partitions)));
    Map<PersonRef, Colour> colours = new HashMap<>();
    for (Map.Entry<Integer, List<PersonRef>> part : byPartition.entrySet()) {
      for (Code code : Door.await(new Outbox(ledger, part.getKey()).codesOf(part.getValue()))) {
        colours.put(code.person(), code.colour());
      }
    }
    return colours;
  }
}
