package io.scangate.ledger;

/** The statements of a transaction in a partition. Rows come as one array a column. */
final class Statements {
  static final String HEAD =
      "select at, sequence, link, hash, policies, codes from head where partition = $1";

  static final String LOCK = HEAD + " for update";

  static final String LOCK_IF_FREE = LOCK + " skip locked";

  static final String TAKE =
      """
      insert into receipt (source, key, digest, received_at)
      select s, k, d, $4 from unnest($1::text[], $2::text[], $3::bytea[]) as sent (s, k, d)
      order by s, k
      on conflict do nothing
      returning source, key\
      """;

  static final String PERSONS =
      """
      select p.ref, p.community, c.person, c.version, c.colour, c.decided_at, c.last_negative,
        c.registered, c.withdrawn, c.next_review
      from person p left join code c on c.person = p.ref
      where p.ref = any ($1::int8[])\
      """;

  static final String HISTORIES =
      """
      select person, at, kind, happened_at, detail, instant from fact
      where person = any ($1::int8[])\
      """;

  static final String DUE =
      """
      select person from code where partition = $1 and next_review <= $2
      order by next_review limit $3\
      """;

  static final String PARTITIONS_DUE =
      """
      select partition from head where exists (
        select 1 from code where code.partition = head.partition and next_review <= $1)
      order by partition\
      """;

  static final String FACTS =
      """
      insert into fact (partition, at, person, kind, happened_at, detail, instant, source, key,
        authority, division, place, document, link)
      select $1, at, person, kind, happened_at, detail, instant, source, key, authority, division,
        place, document, $2
      from unnest($3::timestamptz[], $4::int8[], $5::int4[], $6::timestamptz[], $7::text[],
        $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
        $14::text[])
        as fact (at, person, kind, happened_at, detail, instant, source, key, authority, division,
          place, document)\
      """;

  static final String DECISIONS =
      """
      insert into decision (person, version, partition, at, was, colour, policy, rules, link)
      select person, version, $1, at, was, colour, policy, string_to_array(rules, ','), $2
      from unnest($3::int8[], $4::int8[], $5::timestamptz[], $6::int4[], $7::int4[], $8::bytea[],
        $9::text[]) as decision (person, version, at, was, colour, policy, rules)\
      """;

  static final String DECISION_FACTS =
      """
      insert into decision_fact (person, version, partition, fact_at)
      select person, version, $1, fact_at
      from unnest($2::int8[], $3::int8[], $4::timestamptz[]) as behind (person, version, fact_at)\
      """;

  static final String NEW_CODES =
      """
      insert into code (partition, person, version, colour, decided_at, last_negative, registered,
        withdrawn, next_review)
      select $1, person, version, colour, decided_at, last_negative, registered, withdrawn,
        next_review
      from unnest($2::int8[], $3::int8[], $4::int4[], $5::timestamptz[], $6::timestamptz[],
        $7::bool[], $8::bool[], $9::timestamptz[])
        as code (person, version, colour, decided_at, last_negative, registered, withdrawn,
          next_review)\
      """;

  static final String CHANGED_CODES =
      """
      update code set version = changed.version, colour = changed.colour,
        decided_at = changed.decided_at, last_negative = changed.last_negative,
        registered = changed.registered, withdrawn = changed.withdrawn,
        next_review = changed.next_review
      from unnest($2::int8[], $3::int8[], $4::int4[], $5::timestamptz[], $6::timestamptz[],
        $7::bool[], $8::bool[], $9::timestamptz[])
        as changed (person, version, colour, decided_at, last_negative, registered, withdrawn,
          next_review)
      where code.person = changed.person and code.partition = $1\
      """;

  static final String OUTBOX =
      """
      insert into outbox (partition, at, sequence, person, version, colour, decided_at,
        last_negative, registered, withdrawn, erased, reported_at)
      select $1, $2, sequence, person, version, colour, decided_at, last_negative, registered,
        withdrawn, erased, reported_at
      from unnest($3::int8[], $4::int8[], $5::int8[], $6::int4[], $7::timestamptz[],
        $8::timestamptz[], $9::bool[], $10::bool[], $11::bool[], $12::timestamptz[])
        as told (sequence, person, version, colour, decided_at, last_negative, registered,
          withdrawn, erased, reported_at)\
      """;

  static final String MOVE_HEAD =
      """
      update head set at = $2, sequence = $3, link = $4, hash = $5, policies = $6, codes = $7
      where partition = $1\
      """;

  static final String OUTBOX_AFTER =
      """
      select sequence, at, person, version, colour, decided_at, last_negative, registered,
        withdrawn, erased, reported_at
      from outbox where partition = $1 and sequence > $2 order by sequence limit $3\
      """;

  static final String CODES_AFTER =
      """
      select person, version, colour, decided_at, last_negative, registered, withdrawn, next_review
      from code where partition = $1 and person > $2 order by person limit $3\
      """;

  static final String CODES_OF =
      """
      select person, version, colour, decided_at, last_negative, registered, withdrawn, next_review
      from code where partition = $1 and person = any ($2::int8[])\
      """;

  static final String DUE_NOW =
      """
      select count(*) as codes, min(next_review) as oldest from (
        select next_review from head cross join lateral (
          select next_review from code
          where code.partition = head.partition and next_review <= $1
          order by next_review limit $2) as due) as first\
      """;

  private Statements() {}
}
