package io.scangate.policy;

import io.scangate.health.Province;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One edition of the rules, whole and checked. Immutable.
 *
 * @param version its name, told with every decision made by it
 * @param inForceFrom from when it judges, until the next edition does
 * @param province the own province: what it assigns itself is no colour of another province
 * @param zone in which days are told to people
 * @param paths one for every category
 */
public record Policy(
    String version,
    Instant inForceFrom,
    Province province,
    ZoneId zone,
    Map<Category, Path> paths,
    Bands specialArea,
    ContactWindow contactWindow,
    Corrections corrections) {
  public Policy {
    paths = Collections.unmodifiableMap(new EnumMap<>(paths));
    if (paths.size() != Category.values().length) {
      throw new IllegalArgumentException("a policy has a path for every category");
    }
  }

  /** The path of a category. */
  public Path path(Category category) {
    Path path = paths.get(category);
    if (path == null) {
      throw new IllegalStateException("no path for " + category);
    }
    return path;
  }

  /** Whether a happening sets off an episode of that category under this policy. */
  public boolean begins(Trigger trigger, Category category) {
    return path(category).setOffBy().contains(trigger);
  }

  /** This policy in the one text that stands for it; see {@link PolicyText}. */
  public String canonicalText() {
    return PolicyText.of(this);
  }

  /**
   * SHA-256 of the canonical text, in hexadecimal: the same for two files that differ in comments,
   * order or spelling only.
   */
  public String digest() {
    return PolicyText.digest(this);
  }
}
