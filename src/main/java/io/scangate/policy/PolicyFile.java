package io.scangate.policy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.health.Province;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a policy from YAML. A file that is wrong, or that could not mean anything, is refused with
 * file, line, key, value and what is allowed.
 */
public final class PolicyFile {
  private PolicyFile() {}

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be used
   */
  public static Policy read(java.nio.file.Path file) {
    return policy(ConfigFile.read(file));
  }

  /**
   * Reads a text.
   *
   * @param name what messages call it
   * @throws ConfigException if it cannot be used
   */
  public static Policy parse(String name, String text) {
    return policy(ConfigFile.parse(name, text));
  }

  /**
   * Reads several files and puts them side by side.
   *
   * @throws ConfigException if one of them cannot be used, or they do not go together
   */
  public static Policies readAll(List<java.nio.file.Path> files) {
    List<Policy> policies = new ArrayList<>();
    List<Mapping> tops = new ArrayList<>();
    for (java.nio.file.Path file : files) {
      Mapping top = ConfigFile.read(file);
      policies.add(policy(top));
      tops.add(top);
    }
    try {
      return Policies.of(policies);
    } catch (IllegalArgumentException e) {
      if (tops.isEmpty()) {
        throw e;
      }
      throw tops.getLast().place().refuse(String.valueOf(e.getMessage()));
    }
  }

  private static Policy policy(Mapping top) {
    top.allowing(
        "version",
        "inForceFrom",
        "province",
        "zone",
        "schedules",
        "categories",
        "specialArea",
        "contactWindow",
        "corrections");
    return new Policy(
        top.scalar("version").word(),
        top.scalar("inForceFrom").instant(),
        top.scalar("province").as(Province::new),
        top.scalar("zone").zone(),
        PathReader.paths(top.mapping("categories"), ScheduleReader.schedules(top)),
        bands(top.items("specialArea"), top.required("specialArea")),
        contactWindow(top.mapping("contactWindow")),
        corrections(top.mapping("corrections")));
  }

  private static Bands bands(List<Node> items, Node place) {
    List<Band> bands = new ArrayList<>();
    Set<Category> left = EnumSet.noneOf(Category.class);
    for (Category category : Category.values()) {
      if (Trigger.AREA_SPECIAL.mayBegin(category)) {
        left.add(category);
      }
    }
    Duration before = Duration.ZERO;
    for (Node item : items) {
      Mapping band = item.mapping().allowing("category", "upTo");
      Scalar named = band.scalar("category");
      Category category = named.oneOf(left.toArray(Category[]::new), Category::text);
      left.remove(category);
      if (bands.size() < items.size() - 1) {
        Scalar upTo = band.scalar("upTo");
        Duration end = Durations.positive(upTo);
        if (end.compareTo(before) <= 0) {
          throw upTo.refuse("longer than the band before it, " + before);
        }
        before = end;
        bands.add(new Band(category, end));
      } else if (band.has("upTo")) {
        throw band.scalar("upTo").place().refuse("the last band has no end");
      } else {
        bands.add(new Band(category, null));
      }
    }
    if (!left.isEmpty()) {
      throw place
          .place()
          .refuse("no band for " + String.join(", ", left.stream().map(Category::text).toList()));
    }
    return new Bands(bands);
  }

  private static ContactWindow contactWindow(Mapping window) {
    window.allowing("before", "segment");
    return new ContactWindow(
        Durations.positive(window.scalar("before")), Durations.positive(window.scalar("segment")));
  }

  private static Corrections corrections(Mapping corrections) {
    corrections.allowing("grounds", "negativeWithin", "bars");
    Set<String> grounds = new LinkedHashSet<>();
    for (Node item : corrections.items("grounds")) {
      Scalar ground = item.scalar();
      if (!grounds.add(ground.word())) {
        throw ground.place().refuse("the ground '" + ground.text() + "' stands twice");
      }
    }
    if (grounds.isEmpty()) {
      throw corrections.required("grounds").place().refuse("at least one ground is needed");
    }
    Mapping bars = corrections.mapping("bars");
    bars.allowing("infected", "contacts", "symptomsWithin", "areas", "areaWithin");
    return new Corrections(
        List.copyOf(grounds),
        Durations.positive(corrections.scalar("negativeWithin")),
        new Bars(
            categories(bars.items("infected")),
            categories(bars.items("contacts")),
            Durations.positive(bars.scalar("symptomsWithin")),
            categories(bars.items("areas")),
            Durations.positive(bars.scalar("areaWithin"))));
  }

  private static Set<Category> categories(List<Node> items) {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    for (Node item : items) {
      Scalar category = item.scalar();
      if (!categories.add(category.oneOf(Category.values(), Category::text))) {
        throw category.place().refuse("the category '" + category.text() + "' stands twice");
      }
    }
    return categories;
  }
}
