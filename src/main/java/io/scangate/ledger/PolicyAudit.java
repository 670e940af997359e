package io.scangate.ledger;

import io.scangate.config.ConfigException;
import io.scangate.ledger.Finding.Kind;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the policies of a ledger out of their texts, by the digests that chains name them by.
 * Confined to one check.
 */
public final class PolicyAudit {
  private static final String ALL =
      "select digest, version, text, in_force_from, number from policy order by number";

  private final Map<String, Policy> byDigest = new HashMap<>();
  private final List<String> numbered = new ArrayList<>();
  private final Consumer<Finding> findings;

  /** Reads them; a text that is not what its digest says is told and left out. */
  public PolicyAudit(Snapshot snapshot, Consumer<Finding> findings) {
    this.findings = findings;
    for (Row row : snapshot.ask(ALL, Tuple.tuple())) {
      String digest = Rows.hex(row, "digest");
      if (row.getInteger("number") != null) {
        numbered.add(digest);
      }
      read(row, digest);
    }
  }

  private void read(Row row, String digest) {
    String name = "policy " + row.getString("version");
    try {
      Policy policy = PolicyFile.parse(name, row.getString("text"));
      if (!policy.digest().equals(digest)) {
        found(Kind.CHANGED, name, "its text has the digest " + policy.digest());
        return;
      }
      byDigest.put(digest, policy);
      if (!policy.version().equals(row.getString("version"))
          || !policy.inForceFrom().equals(Rows.instant(row, "in_force_from"))) {
        found(Kind.CHANGED, name, "its version or instant is not the one in its text");
      }
    } catch (ConfigException e) {
      found(Kind.CHANGED, name, "its text is no policy: " + e.getMessage());
    }
  }

  /**
   * The policies that judged along a chain: the first element by the first policy, the second by
   * the first two, and so on; it ends before one that is not there.
   *
   * @param findings hears of what does not fit
   */
  public List<Judging> along(ChainReading chain, int partition, Consumer<Finding> findings) {
    List<Judging> judging = new ArrayList<>();
    List<Policy> admitted = new ArrayList<>();
    for (Admission admission : chain.admissions()) {
      Policy policy = byDigest.get(admission.policy());
      int number = admitted.size();
      if (policy == null) {
        findings.accept(
            new Finding(
                Kind.MISSING,
                Optional.of(partition),
                Optional.empty(),
                "policy with the digest " + admission.policy(),
                Optional.of(admission.link()),
                "the chain admits it, the table has no such text"));
        return judging;
      }
      if (number >= numbered.size() || !numbered.get(number).equals(admission.policy())) {
        findings.accept(
            new Finding(
                Kind.CHANGED,
                Optional.of(partition),
                Optional.empty(),
                "policy " + policy.version(),
                Optional.of(admission.link()),
                "the chain admits it as number " + (number + 1) + ", the table does not"));
      }
      admitted.add(policy);
      judging.add(new Judging(admitted));
    }
    return judging;
  }

  private void found(Kind kind, String row, String why) {
    findings.accept(
        new Finding(kind, Optional.empty(), Optional.empty(), row, Optional.empty(), why));
  }
}
