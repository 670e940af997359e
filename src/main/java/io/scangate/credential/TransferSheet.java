package io.scangate.credential;

import io.scangate.health.Division;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a district hands to its municipality of one day: whose codes were converted by its
 * procedures. Nobody is named by more than the reference. Immutable.
 *
 * @param day in the zone of the policy
 * @param number of the district's sheets, from 1 without a gap: a receiver knows what it has and
 *     what it lacks
 * @param before SHA-256 of the signed sheet with the number before, 64 hexadecimal digits; zeros of
 *     the first one
 * @param at when it was signed
 * @param root the last signed root of the ledger, in hexadecimal, so that its receiver can tell a
 *     chain that was written anew; empty where none was signed yet
 */
public record TransferSheet(
    Division district,
    LocalDate day,
    long number,
    String before,
    Instant at,
    String root,
    List<Entry> entries) {
  public TransferSheet {
    entries = List.copyOf(entries);
  }

  /**
   * A fact by which a code is converted. Immutable; prints no reference.
   *
   * @param person the reference
   * @param fact as the ledger calls it
   * @param detail what it says
   * @param at when the ledger learned it
   * @param authority on whose behalf it was told
   * @param document that it rests on
   */
  public record Entry(
      long person, String fact, String detail, Instant at, String authority, String document) {
    @Override
    public String toString() {
      return "Entry[***, " + fact + "]";
    }
  }
}
