package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Work on many people: a row a partition, whose place moves on with each transaction. A row is
 * taken and moved only under the head of its partition, which is therefore the only lock there is.
 * Shared.
 */
public final class WorkQueue {
  /** What a row of work is for. Immutable. */
  public sealed interface Aim {
    /** Everybody who lives in an area gets its fact. */
    record Reach(Designated area) implements Aim {}

    /**
     * A policy shall judge in the partition.
     *
     * @param digest in hexadecimal
     */
    record Admit(String digest, String version, Instant inForceFrom) implements Aim {}

    /** Everybody who has a code is decided about again, for a policy has come into force. */
    record Judge(String version) implements Aim {}
  }

  /**
   * The next piece of work of a partition. Immutable.
   *
   * @param community where it has come to; empty at first
   * @param person the last person done; the smallest number, which nobody has, at first
   * @param done how many people
   * @param total about how many it concerns
   */
  public record Task(
      long id, Aim aim, String community, long person, long done, long total, Instant since) {}

  /**
   * People in the order in which work takes them. Immutable.
   *
   * @param community of the last; empty where the order is by person alone
   */
  public record Stretch(List<PersonRef> people, String community) {
    public Stretch {
      people = List.copyOf(people);
    }
  }

  /**
   * What is yet to be done. Immutable.
   *
   * @param people whom it concerns, about
   * @param oldest how long the first has been due
   */
  public record Backlog(long people, Duration oldest) {}

  private static final String WAITING =
      """
      select distinct partition from work where finished_at is null and due_at <= $1
      order by partition\
      """;

  /**
   * A policy goes into the chain first of all, since that is short, and only after the one before
   * it. An area goes before judging anew, for that takes long and an epidemic does not wait.
   */
  private static final String NEXT =
      """
      select w.id as work, w.kind, w.community, w.person, w.done, w.total, w.due_at,
        p.number, p.digest, p.version, p.in_force_from, %s
      from work w left join policy p on p.digest = w.policy left join designation d on d.id = w.designation
      where w.partition = $1 and w.finished_at is null and w.due_at <= $2
        and (p.number is null or p.number <= $3 + 1)
      order by case when p.number > $3 then 0 when p.number is null then 1 else 2 end, p.number, w.id
      limit 1\
      """
          .formatted(Designated.COLUMNS);

  /** Who moved in after an area's end was told is left out. */
  private static final String RESIDENTS =
      """
      select ref, community from person
      where partition = $1 and community is not null
        and (community collate "C", ref) > ($2, $3) and community collate "C" < $4
        and ($5::timestamptz is null or not exists (
          select 1 from fact where fact.person = ref and kind = 16 and fact.at >= $5))
      order by community collate "C", ref limit $6\
      """;

  private static final String CODED =
      "select person from code where partition = $1 and person > $2 order by person limit $3";

  private static final String MOVE =
      """
      update work set community = $2, person = $3, done = done + $4, finished_at = $5
      where id = $1\
      """;

  private static final String ADMITTED =
      "update work set due_at = greatest($2, due_at), total = $3 where id = $1";

  private static final String BACKLOG =
      """
      select coalesce(sum(greatest(total - done, 0)), 0)::int8 as people, min(due_at) as oldest
      from work where kind = $1 and finished_at is null and due_at <= $2\
      """;

  private final Ledger ledger;

  /** The work of a ledger. */
  public WorkQueue(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The partitions in which work is due. */
  public List<Integer> waiting(Instant now) {
    List<Integer> partitions = new ArrayList<>();
    ledger
        .ask(WAITING, Tuple.of(Micros.column(now)))
        .forEach(row -> partitions.add(row.getInteger("partition")));
    return partitions;
  }

  /**
   * What is yet to be done of a kind.
   *
   * @param kind as the column has it
   */
  public Backlog backlog(String kind, Instant now) {
    Row row = ledger.ask(BACKLOG, Tuple.of(kind, Micros.column(now))).iterator().next();
    return new Backlog(
        row.getLong("people"),
        Rows.optionalInstant(row, "oldest")
            .map(since -> Duration.between(since, now))
            .orElse(Duration.ZERO));
  }

  /** The piece of work that is to be done next in the partition of a transaction. */
  public static Optional<Task> next(PartitionTransaction transaction) {
    Iterator<Row> rows =
        transaction
            .ask(
                NEXT,
                Tuple.of(
                    transaction.partition(),
                    Micros.column(transaction.now()),
                    transaction.policies()))
            .iterator();
    return rows.hasNext() ? Optional.of(task(rows.next(), transaction)) : Optional.empty();
  }

  private static Task task(Row row, PartitionTransaction transaction) {
    Long person = row.getLong("person");
    return new Task(
        row.getLong("work"),
        aim(row, transaction.policies()),
        row.getString("community"),
        person == null ? Long.MIN_VALUE : person,
        row.getLong("done"),
        row.getLong("total"),
        Rows.instant(row, "due_at"));
  }

  private static Aim aim(Row row, int judging) {
    Integer number = row.getInteger("number");
    if (number == null) {
      return new Aim.Reach(Designated.read(row));
    }
    String version = row.getString("version");
    return number > judging
        ? new Aim.Admit(Rows.hex(row, "digest"), version, Rows.instant(row, "in_force_from"))
        : new Aim.Judge(version);
  }

  /** The next people who live in an area. */
  public static Stretch residents(
      PartitionTransaction transaction, Task task, Designated area, int most) {
    String division = area.designation().origin().division().code();
    List<PersonRef> people = new ArrayList<>();
    String community = task.community();
    for (Row row :
        transaction.ask(
            RESIDENTS,
            Tuple.of(
                transaction.partition(),
                community.isEmpty() ? division : community,
                task.person(),
                division + ":",
                Micros.column(area.designation().until()),
                most))) {
      people.add(new PersonRef(row.getLong("ref")));
      community = row.getString("community");
    }
    return new Stretch(people, community);
  }

  /** The next people who have a code. */
  public static Stretch coded(PartitionTransaction transaction, Task task, int most) {
    List<PersonRef> people = new ArrayList<>();
    transaction
        .ask(CODED, Tuple.of(transaction.partition(), task.person(), most))
        .forEach(row -> people.add(new PersonRef(row.getLong("person"))));
    return new Stretch(people, "");
  }

  /** These people are done. */
  public static void move(
      PartitionTransaction transaction, Task task, Stretch done, boolean finished) {
    List<PersonRef> people = done.people();
    transaction.send(
        MOVE,
        Tuple.of(
            task.id(),
            done.community(),
            people.isEmpty() ? task.person() : people.getLast().value(),
            people.size(),
            finished ? Micros.column(transaction.now()) : null));
  }

  /** From this transaction on the policy judges; everybody is looked at when it is in force. */
  public static void admit(PartitionTransaction transaction, Task task, Aim.Admit policy) {
    transaction.admit(Rows.buffer(policy.digest()).getBytes());
    transaction.send(
        ADMITTED, Tuple.of(task.id(), Micros.column(policy.inForceFrom()), transaction.codes()));
  }
}
