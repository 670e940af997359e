-- The ledger: what happened to people, what was decided of it, and what gateways are to be told.
--
-- A person belongs to one partition. A transaction writes to one partition and begins by locking its head; there every
-- row gets its place: `at`, strictly rising, in whole microseconds, the number in the chain, the sequence of the outbox.
-- ${app} is the role of the application: it owns nothing and may neither change nor delete a fact, a decision or a link.

create table installation (
  one         boolean primary key default true check (one),
  city        text        not null check (city ~ '^[1-9][0-9]{3}$'),
  partitions  smallint    not null check (partitions between 1 and 1024),
  -- Raised when the ledger is restored from a backup: the top byte of every version that gateways see.
  incarnation smallint    not null default 0 check (incarnation between 0 and 255),
  -- Of the pepper that makes a reference out of a document: another pepper would make everybody a stranger.
  pepper_check bytea      not null check (length(pepper_check) = 32),
  founded_at  timestamptz not null
);

create table head (
  partition smallint    primary key,
  at        timestamptz not null,
  -- The last entry of the outbox; dense from 1.
  sequence  bigint      not null default 0,
  -- The last link of the chain and its hash.
  link      bigint      not null default 0,
  hash      bytea       not null check (length(hash) = 32),
  -- The number of policies that judge in this partition.
  policies  integer     not null default 0,
  -- How many codes there are; sizes the buckets of Redis.
  codes     bigint      not null default 0
);

create table person (
  -- 64 random bits; the smallest number is left out, so that there is something before everybody.
  ref        bigint      primary key check (ref > -9223372036854775808),
  partition  smallint    not null references head,
  -- Of residence, as last told; nothing is known of most people that a laboratory names first.
  community  text        check (community ~ '^[1-9][0-9]{11}$'),
  created_at timestamptz not null,
  unique (partition, ref)
);
create index person_by_community on person (partition, community collate "C", ref) where community is not null;

-- Who a person is stands apart from what happened to them. `lookup` is the HMAC of the document under the pepper.
create table identity (
  lookup bytea  primary key check (length(lookup) = 32),
  person bigint not null unique references person deferrable initially deferred
);

create table policy (
  digest        bytea       primary key check (length(digest) = 32),
  version       text        not null unique,
  text          text        not null,
  in_force_from timestamptz not null unique,
  proposed_by   text        not null,
  proposed_at   timestamptz not null,
  -- Comes into force by two people.
  approved_by   text,
  approved_at   timestamptz,
  -- Its place among those approved, dense from 1: a partition's head says how many of them judge there.
  number        integer     unique check (number > 0),
  check (approved_by <> proposed_by),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (number is null))
);

-- What a source has sent, by its idempotency key: sent twice, stored once.
create table receipt (
  source    text        not null,
  key       text        not null,
  -- SHA-256 of what was sent, so that other content under the same key is noticed.
  digest    bytea       not null check (length(digest) = 32),
  received_at timestamptz not null,
  primary key (source, key)
);
create index receipt_by_age on receipt using brin (received_at);

-- One thing that happened to a person. Kinds and what stands in `detail` and `instant`: FactFormat.
create table fact (
  partition   smallint    not null,
  at          timestamptz not null,
  person      bigint      not null,
  kind        smallint    not null check (kind between 1 and 16),
  happened_at timestamptz not null,
  detail      text,
  instant     timestamptz,
  source      text        not null,
  key         text        not null,
  authority   text        not null,
  -- Where it happened, GB/T 2260.
  division    text        not null check (division ~ '^[1-9]([0-9]|[0-9]{3}|[0-9]{5}|[0-9]{8}|[0-9]{11})$'),
  place       text,
  document    text,
  link        bigint      not null,
  primary key (partition, at),
  foreign key (partition, person) references person (partition, ref),
  -- What makes a colour more severe names its document, place and time.
  constraint evidence check (
    not (kind in (4, 5, 6, 7, 8) or (kind = 2 and detail <> 'ruled-out') or (kind = 11 and detail = 'positive')
         or (kind = 13 and detail not like '%:GREEN'))
    or (coalesce(document, '') <> '' and coalesce(place, '') <> ''))
) partition by range (at);
create index fact_by_person on fact (person, at);

-- Every change of a colour.
create table decision (
  person    bigint      not null,
  version   bigint      not null check (version > 0),
  partition smallint    not null,
  at        timestamptz not null,
  was       smallint    not null check (was between 0 and 3),
  colour    smallint    not null check (colour between 0 and 3),
  policy    bytea       not null references policy,
  -- The rules that carry the colour: category and phase, as in close-contact/1.
  rules     text[]      not null,
  link      bigint      not null,
  primary key (person, version),
  unique (partition, person, version),
  foreign key (partition, person) references person (partition, ref),
  check (was <> colour)
);
create index decision_by_at on decision (partition, at);

-- The facts behind a decision.
create table decision_fact (
  person    bigint      not null,
  version   bigint      not null,
  partition smallint    not null,
  fact_at   timestamptz not null,
  primary key (person, version, fact_at),
  foreign key (partition, person, version) references decision (partition, person, version),
  foreign key (partition, fact_at) references fact (partition, at)
);
create index decision_fact_by_fact on decision_fact (partition, fact_at);

-- The current code, one a person.
create table code (
  person        bigint      primary key,
  partition     smallint    not null,
  -- Rises by one with every change that gateways are told; 1 at first.
  version       bigint      not null check (version > 0),
  colour        smallint    not null check (colour between 0 and 3),
  decided_at    timestamptz not null,
  last_negative timestamptz,
  registered    boolean     not null,
  withdrawn     boolean     not null default false,
  -- When time alone can change the colour.
  next_review   timestamptz,
  foreign key (partition, person) references person (partition, ref)
) with (fillfactor = 80);
create index code_due on code (partition, next_review) where next_review is not null;
create index code_by_partition on code (partition, person);

create function code_keeps_its_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.version <> 1 then
      raise exception 'a code begins with version 1, not %', new.version using errcode = 'check_violation';
    end if;
  elsif new.person <> old.person or new.partition <> old.partition then
    raise exception 'a code stays with its person' using errcode = 'check_violation';
  elsif (new.colour, new.decided_at, new.last_negative, new.registered, new.withdrawn)
        is distinct from (old.colour, old.decided_at, old.last_negative, old.registered, old.withdrawn) then
    if new.version <> old.version + 1 then
      raise exception 'a code that changes goes from version % to the next, not to %', old.version, new.version
        using errcode = 'check_violation';
    end if;
  elsif new.version <> old.version then
    raise exception 'a code that does not change keeps its version' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger code_order before insert or update on code for each row execute function code_keeps_its_order();

-- What gateways are yet to be told, in the order of the partition.
create table outbox (
  partition     smallint    not null,
  sequence      bigint      not null,
  at            timestamptz not null,
  person        bigint      not null,
  version       bigint      not null,
  colour        smallint    not null,
  decided_at    timestamptz not null,
  last_negative timestamptz,
  registered    boolean     not null,
  withdrawn     boolean     not null,
  -- The person is to be forgotten; the version is as gateways see it, and the colour says nothing.
  erased        boolean     not null default false,
  primary key (partition, sequence)
);

-- One transaction in the chain of its partition: the digests of its rows, and the hash over them and all before.
create table link (
  partition smallint    not null references head,
  number    bigint      not null check (number > 0),
  at        timestamptz not null,
  items     bytea       not null check (length(items) % 33 = 0),
  hash      bytea       not null check (length(hash) = 32),
  primary key (partition, number)
);

-- The heads of all partitions, signed, as they were given out.
create table root (
  at     timestamptz primary key,
  signed bytea not null
);

-- An area at risk: whoever lives in it, or comes to live in it while it lasts, gets its fact.
create table designation (
  id            bigint      generated always as identity primary key,
  source        text        not null,
  key           text        not null,
  division      text        not null,
  level         text        not null check (level in ('high', 'medium', 'special')),
  last_exposure timestamptz check ((last_exposure is not null) = (level = 'special')),
  since         timestamptz not null,
  until         timestamptz,
  authority     text        not null,
  place         text        not null,
  document      text        not null,
  received_at   timestamptz not null,
  unique (source, key),
  check (until > since)
);

-- Bulk work, one row a partition; the place in the partition moves on with each transaction.
create table work (
  id          bigint      generated always as identity primary key,
  partition   smallint    not null references head,
  kind        text        not null check (kind in ('designation', 'policy')),
  designation bigint      references designation,
  policy      bytea       references policy,
  due_at      timestamptz not null,
  -- Where it has come to: the last person done, in the order of the kind.
  community   text        not null default '',
  person      bigint,
  done        bigint      not null default 0,
  finished_at timestamptz,
  check ((kind = 'designation') = (designation is not null) and (kind = 'policy') = (policy is not null))
);
create index work_open on work (due_at) where finished_at is null;

-- Facts that make colours more severe, beyond what their source may send alone: they wait for a second person.
create table held (
  id          bigint      generated always as identity primary key,
  source      text        not null,
  key         text        not null,
  request     text        not null,
  person      bigint      references person,
  designation jsonb,
  kind        smallint,
  happened_at timestamptz,
  detail      text,
  instant     timestamptz,
  authority   text        not null,
  division    text        not null,
  place       text,
  document    text,
  sent_by     text        not null,
  held_at     timestamptz not null,
  decided_by  text,
  decided_at  timestamptz,
  released    boolean,
  purpose     text,
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (released is null)),
  check (decided_by <> sent_by),
  check ((kind is null) = (person is null) and (kind is null) <> (designation is null))
);
create index held_open on held (held_at) where decided_at is null;

-- How many severe facts each source has sent in the window that runs.
create table severity (
  source       text        primary key,
  window_start timestamptz not null,
  used         bigint      not null
);

-- Who of the staff read a person, and what for.
create table staff_read (
  id       bigint      generated always as identity primary key,
  at       timestamptz not null,
  operator text        not null check (operator <> ''),
  purpose  text        not null check (purpose <> ''),
  command  text        not null,
  person   bigint      not null
);

-- The table of a month of facts. The application may open the months around the present; owning nothing, it could not
-- create a table itself.
create function open_month(day timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  first timestamptz := date_trunc('month', day, 'UTC');
  next timestamptz := first + interval '1 month';
  name text := 'fact_' || to_char(first at time zone 'UTC', 'YYYYMM');
begin
  perform pg_advisory_xact_lock(hashtext('scangate.open_month'));
  if to_regclass(name) is null then
    execute format('create table %I partition of fact for values from (%L) to (%L)', name, first, next);
  end if;
end $$;
revoke all on function open_month(timestamptz) from public;

revoke all on all tables in schema public from public;
grant usage on schema public to ${app};
grant execute on function open_month(timestamptz) to ${app};
grant select on all tables in schema public to ${app};
grant insert on installation, head, person, identity, policy, receipt, fact, decision, decision_fact, code, outbox,
  link, root, designation, work, held, severity, staff_read to ${app};
grant update on head, code, work, severity to ${app};
grant update (incarnation) on installation to ${app};
grant update (community) on person to ${app};
grant update (approved_by, approved_at, number) on policy to ${app};
grant update (until) on designation to ${app};
grant update (decided_by, decided_at, released, purpose) on held to ${app};
grant delete on outbox to ${app};
