package io.scangate.policy;

import io.scangate.health.Colour;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The canonical text of a policy: JSON on one line, keys in a fixed order, every optional key
 * written out, instants in UTC. {@link PolicyFile} reads it back to an equal policy, so a policy
 * that is kept under its digest can be used again years later.
 */
final class PolicyText {
  private PolicyText() {}

  static String digest(Policy policy) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(of(policy).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(Policy policy) {
    Schedules schedules = Schedules.of(policy);
    List<String> categories = new ArrayList<>();
    for (Path path : policy.paths().values()) {
      categories.add(entry(path.category().text(), path(path, schedules)));
    }
    List<String> tests = new ArrayList<>();
    schedules.all().forEach((name, schedule) -> tests.add(entry(name, schedule(schedule))));
    return object(
        entry("version", text(policy.version())),
        entry("inForceFrom", text(policy.inForceFrom())),
        entry("province", text(policy.province().code())),
        entry("zone", text(policy.zone())),
        entry("schedules", object(tests)),
        entry("categories", object(categories)),
        entry("specialArea", list(policy.specialArea().bands(), PolicyText::band)),
        entry("contactWindow", window(policy.contactWindow())),
        entry("corrections", corrections(policy.corrections())));
  }

  private static String schedule(Schedule schedule) {
    List<String> entries = new ArrayList<>();
    entries.add(entry("negatives", Integer.toString(schedule.negatives())));
    entries.add(entry("interval", text(schedule.interval())));
    if (schedule.within() != null) {
      entries.add(entry("within", text(schedule.within())));
    }
    return object(entries);
  }

  private static String path(Path path, Schedules schedules) {
    return object(
        entry("source", text(path.source())),
        entry("setOffBy", list(path.setOffBy(), trigger -> text(trigger.text()))),
        entry("clock", text(path.clock().text())),
        entry("phases", list(path.phases(), phase -> phase(phase, schedules))));
  }

  private static String phase(Phase phase, Schedules schedules) {
    List<String> entries = new ArrayList<>();
    entries.add(entry("colour", colour(phase.colour())));
    entries.add(entry("setting", list(phase.settings(), setting -> text(setting.text()))));
    switch (phase.ending()) {
      case Ending.Earned earned -> {
        if (!earned.minimum().isZero()) {
          entries.add(entry("duration", text(earned.minimum())));
        }
        entries.add(entry("tests", text(schedules.name(earned.tests()))));
        entries.add(entry("release", Boolean.toString(earned.release())));
      }
      case Ending.ByDiagnosis _ -> entries.add(entry("ends", text("diagnosis")));
      case Ending.ByAuthority _ -> entries.add(entry("ends", text("authority")));
    }
    return object(entries);
  }

  private static String colour(PhaseColour colour) {
    return switch (colour) {
      case PhaseColour.Fixed(Colour fixed) -> text(fixed);
      case PhaseColour.Assigned _ -> text("assigned");
      case PhaseColour.Declared(Map<DeclaredStatus, Colour> colours) -> {
        List<String> entries = new ArrayList<>();
        colours.forEach((status, each) -> entries.add(entry(status.text(), text(each))));
        yield object(entries);
      }
    };
  }

  private static String band(Band band) {
    String category = entry("category", text(band.category().text()));
    return band.upTo() == null
        ? object(category)
        : object(category, entry("upTo", text(band.upTo())));
  }

  private static String window(ContactWindow window) {
    return object(entry("before", text(window.before())), entry("segment", text(window.segment())));
  }

  private static String corrections(Corrections corrections) {
    Bars bars = corrections.bars();
    return object(
        entry("grounds", list(corrections.grounds(), PolicyText::text)),
        entry("negativeWithin", text(corrections.negativeWithin())),
        entry(
            "bars",
            object(
                entry("infected", list(bars.infected(), category -> text(category.text()))),
                entry("contacts", list(bars.contacts(), category -> text(category.text()))),
                entry("symptomsWithin", text(bars.symptomsWithin())),
                entry("areas", list(bars.areas(), category -> text(category.text()))),
                entry("areaWithin", text(bars.areaWithin())))));
  }

  private static String entry(String key, String value) {
    return text(key) + ":" + value;
  }

  private static String object(String... entries) {
    return object(List.of(entries));
  }

  private static String object(List<String> entries) {
    return "{" + String.join(",", entries) + "}";
  }

  private static <T> String list(Iterable<T> elements, Function<T, String> writer) {
    List<String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(writer.apply(element)));
    return "[" + String.join(",", texts) + "]";
  }

  private static String text(Object value) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
