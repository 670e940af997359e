package io.scangate.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which keys of an installation were ended before their time. Immutable. In the engine's file it is
 * {@code {epochs: [{epoch, revision}], keys: [kid]}}.
 *
 * @param revisions by epoch, how often its keys were withdrawn; an epoch that is not here never had
 *     its keys withdrawn
 * @param kids of the signing keys that are withdrawn, in 16 hexadecimal digits
 */
public record Withdrawals(Map<Integer, Integer> revisions, Set<String> kids) {
  public static final Withdrawals NONE = new Withdrawals(Map.of(), Set.of());

  private static final Pattern KID = Pattern.compile("[0-9a-f]{16}");

  public Withdrawals {
    revisions = Map.copyOf(revisions);
    kids = Set.copyOf(kids);
  }

  /** How often the keys of an epoch were withdrawn. */
  public int revision(int epoch) {
    return revisions.getOrDefault(epoch, 0);
  }

  /**
   * The same with the keys of an epoch withdrawn once more.
   *
   * @param oldest the first epoch whose keys are still given out; what was withdrawn before it has
   *     expired and is forgotten
   */
  Withdrawals withEpoch(int epoch, int oldest) {
    Map<Integer, Integer> next = new TreeMap<>(revisions);
    next.keySet().removeIf(past -> past < oldest);
    next.merge(epoch, 1, Math::addExact);
    return new Withdrawals(next, kids);
  }

  /** The same with a signing key withdrawn. */
  Withdrawals withKid(String kid) {
    Set<String> next = new TreeSet<>(kids);
    next.add(kid);
    return new Withdrawals(revisions, next);
  }

  ObjectNode json() {
    ObjectNode section = JsonNodeFactory.instance.objectNode();
    ArrayNode epochs = section.putArray("epochs");
    new TreeMap<>(revisions)
        .forEach((epoch, times) -> epochs.addObject().put("epoch", epoch).put("revision", times));
    ArrayNode keys = section.putArray("keys");
    new TreeSet<>(kids).forEach(keys::add);
    return section;
  }

  static Withdrawals read(Mapping section) {
    Mapping top = section.allowing("epochs", "keys");
    Map<Integer, Integer> revisions = new TreeMap<>();
    for (Node node : top.items("epochs")) {
      Mapping entry = node.mapping().allowing("epoch", "revision");
      int epoch = (int) entry.scalar("epoch").integer(0, Integer.MAX_VALUE);
      int revision = (int) entry.scalar("revision").integer(1, Integer.MAX_VALUE);
      if (revisions.put(epoch, revision) != null) {
        throw entry.place().refuse("the epoch " + epoch + " stands here twice");
      }
    }
    Set<String> kids = new TreeSet<>();
    for (Node node : top.items("keys")) {
      Scalar kid = node.scalar();
      if (!KID.matcher(kid.text()).matches()) {
        throw kid.refuse("a kid of 16 hexadecimal digits");
      }
      kids.add(kid.text());
    }
    return new Withdrawals(revisions, kids);
  }
}
