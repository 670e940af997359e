package io.scangate.transition;

import io.scangate.health.PersonRef;
import io.scangate.policy.ContactWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who was at the same place in the same time segment as a case, while the case could infect. It
 * costs one pass over the presences, with the logarithm of the case's scans for each.
 */
public final class ContactTracing {
  private ContactTracing() {}

  /**
   * The contacts of a case, each person once: by a confined place rather than another, and by the
   * last such scan. The case's scans count from the window's opening to the isolation, both
   * included; a contact's own may lie outside by no more than the time segment.
   *
   * @param presences scans of the case and of everybody else, in any order
   */
  public static List<TracedContact> contacts(
      ContactWindow rules, TracedCase traced, Collection<Presence> presences) {
    Map<String, NavigableSet<Instant>> scans = scans(rules, traced, presences);
    Map<PersonRef, TracedContact> contacts = new HashMap<>();
    for (Presence presence : presences) {
      NavigableSet<Instant> there = scans.get(presence.place().id());
      if (there != null
          && !presence.person().equals(traced.person())
          && isInSegment(rules, there, presence.at())) {
        TracedContact contact =
            new TracedContact(presence.person(), presence.place(), presence.at());
        if (outweighs(contact, contacts.get(contact.person()))) {
          contacts.put(contact.person(), contact);
        }
      }
    }
    List<TracedContact> ordered = new ArrayList<>(contacts.values());
    ordered.sort(
        (one, other) -> Long.compareUnsigned(one.person().value(), other.person().value()));
    return ordered;
  }

  /** When the case was scanned within the window, by place. */
  private static Map<String, NavigableSet<Instant>> scans(
      ContactWindow rules, TracedCase traced, Collection<Presence> presences) {
    Instant from = traced.onset().minus(rules.before());
    Map<String, NavigableSet<Instant>> scans = new HashMap<>();
    for (Presence presence : presences) {
      if (presence.person().equals(traced.person())
          && !presence.at().isBefore(from)
          && !presence.at().isAfter(traced.isolatedAt())) {
        scans.computeIfAbsent(presence.place().id(), _ -> new TreeSet<>()).add(presence.at());
      }
    }
    return scans;
  }

  private static boolean isInSegment(ContactWindow rules, NavigableSet<Instant> scans, Instant at) {
    Instant scan = scans.ceiling(at.minus(rules.segment()));
    return scan != null && !scan.isAfter(at.plus(rules.segment()));
  }

  private static boolean outweighs(TracedContact contact, @Nullable TracedContact known) {
    if (known == null) {
      return true;
    }
    if (contact.place().confined() != known.place().confined()) {
      return contact.place().confined();
    }
    int order = contact.at().compareTo(known.at());
    // At the same instant the name decides, so that the order of arrival does not.
    return order > 0 || (order == 0 && contact.place().id().compareTo(known.place().id()) < 0);
  }
}
