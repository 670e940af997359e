package io.scangate.engine.intake;

import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.health.Division;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody who may send facts: the file {@code sources.yaml}. Immutable. */
public final class Sources {
  private static final String NAME = "[0-9A-Za-z._:-]{1,64}";
  private static final int MOST_AUTHORITY = 200;
  private static final int MOST_SEVERE = 1_000_000;
  private static final Duration LEAST_WINDOW = Duration.ofSeconds(1);
  private static final Duration MOST_WINDOW = Duration.ofDays(30);

  private final Map<String, Source> byId;

  private Sources(Map<String, Source> byId) {
    this.byId = byId;
  }

  /**
   * Reads the file.
   *
   * @throws io.scangate.config.ConfigException where something in it cannot be meant
   */
  public static Sources read(Path file) {
    return read(ConfigFile.read(file));
  }

  /** Reads the file's tree. */
  static Sources read(Mapping file) {
    Mapping sources = file.allowing("sources").mapping("sources");
    Map<String, Source> byId = new LinkedHashMap<>();
    sources.entries().forEach((id, node) -> byId.put(id, source(id, node.mapping())));
    return new Sources(byId);
  }

  private static Source source(String id, Mapping map) {
    if (!id.matches(NAME)) {
      throw map.place().refuse("'" + id + "' is no name of a source; allowed: " + NAME);
    }
    map.allowing("kind", "authority", "divisions", "facts", "severe");
    SourceKind kind = map.scalar("kind").oneOf(SourceKind.values(), SourceKind::word);
    Mapping severe = map.mapping("severe").allowing("most", "per");
    return new Source(
        id,
        kind,
        authority(map.scalar("authority")),
        divisions(map.required("divisions")),
        map.optional("facts").map(node -> facts(kind, node)).orElse(kind.facts()),
        new Source.Severe(
            (int) severe.scalar("most").integer(0, MOST_SEVERE), window(severe.scalar("per"))));
  }

  private static String authority(Scalar scalar) {
    String word = scalar.word();
    if (word.length() > MOST_AUTHORITY) {
      throw scalar.place().refuse("longer than " + MOST_AUTHORITY + " characters");
    }
    return word;
  }

  private static List<Division> divisions(Node list) {
    List<Division> divisions = new ArrayList<>();
    for (Node item : list.items()) {
      divisions.add(item.scalar().as(Division::new));
    }
    if (divisions.isEmpty()) {
      throw list.place().refuse("a division at least is wanted");
    }
    return divisions;
  }

  private static Set<FactKind> facts(SourceKind kind, Node list) {
    FactKind[] allowed = kind.facts().toArray(FactKind[]::new);
    Set<FactKind> facts = EnumSet.noneOf(FactKind.class);
    for (Node item : list.items()) {
      facts.add(item.scalar().oneOf(allowed, FactKind::word));
    }
    if (facts.isEmpty()) {
      throw list.place().refuse("a kind of fact at least is wanted");
    }
    return facts;
  }

  private static Duration window(Scalar scalar) {
    Duration per = scalar.duration();
    if (per.compareTo(LEAST_WINDOW) < 0 || per.compareTo(MOST_WINDOW) > 0) {
      throw scalar.refuse("a duration from " + LEAST_WINDOW + " to " + MOST_WINDOW);
    }
    return per;
  }

  /** The source that signs in as that client. */
  Optional<Source> find(String client) {
    return Optional.ofNullable(byId.get(client));
  }

  /** All of them, in the order of the file. */
  public Collection<Source> all() {
    return byId.values();
  }
}
