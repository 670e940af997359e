package io.scangate.ledger;

import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policies that judge in a partition, with their digests. Immutable. */
public final class Judging {
  private final Policies policies;
  private final Map<String, String> digests = new HashMap<>();

  /** These editions, side by side. */
  public Judging(List<Policy> editions) {
    policies = Policies.of(editions);
    // A digest takes longer than a hundred decisions.
    editions.forEach(policy -> digests.put(policy.version(), policy.digest()));
  }

  /** All editions. */
  public Policies policies() {
    return policies;
  }

  /** The digest of the edition that judges at an instant. */
  public String digestAt(Instant at) {
    String digest = digests.get(policies.inForceAt(at).version());
    if (digest == null) {
      throw new IllegalStateException("an edition without a digest");
    }
    return digest;
  }
}
