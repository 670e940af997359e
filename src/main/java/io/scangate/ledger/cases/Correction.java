package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * An application, and where it stands. Immutable.
 *
 * @param id its number
 * @param standing where it stands
 */
public record Correction(long id, Form form, Standing standing) {
  /**
   * What is applied for. Immutable.
   *
   * @param kind {@code correction} or {@code manual-review}
   * @param category what of the code is in dispute
   * @param ground why, as the policy names it
   * @param applicant the account that applied
   * @param employer where the employer is who applied; empty where the person did
   * @param community where the person lived then
   * @param statement sealed
   */
  public record Form(
      PersonRef person,
      String kind,
      String category,
      String ground,
      Lookup applicant,
      Optional<Division> employer,
      Division community,
      Buffer statement,
      Instant appliedAt) {}

  /**
   * Where it stands. Immutable.
   *
   * @param steps how many were taken
   * @param since when it came there
   * @param due until when it is to move on; empty where nobody is waited for
   */
  public record Standing(CorrectionState state, int steps, Instant since, Optional<Instant> due) {
    /** Whether somebody is late. */
    public boolean isOverdue(Instant now) {
      return due.isPresent() && due.get().isBefore(now);
    }
  }

  /**
   * A step that was taken. Immutable.
   *
   * @param step the word of a {@link CorrectionStep}, or {@code withdraw}
   * @param by the subject of whoever took it, or {@code applicant}
   * @param division where they act; empty for the applicant
   * @param note sealed
   * @param checked of a manual review, by its community
   */
  public record Taken(
      int number,
      String step,
      boolean granted,
      String by,
      Optional<Division> division,
      Buffer note,
      Optional<Checked> checked,
      Instant at) {}

  /** Which of the particulars behind a code are right. Immutable. */
  public record Checked(boolean name, boolean phone, boolean document) {}

  /**
   * A paper that the applicant shows. Immutable.
   *
   * @param bytes how large it is
   */
  public record Evidence(int number, String type, int bytes, Instant addedAt) {}

  /**
   * An appeal, and what a government decided.
   *
   * @param statement sealed
   */
  public record Appeal(Buffer statement, Instant lodgedAt, Optional<Ruling> ruling) {}

  /** What a government decided on an appeal. */
  public record Ruling(
      boolean granted, Division government, String document, String by, Instant at) {}
}
