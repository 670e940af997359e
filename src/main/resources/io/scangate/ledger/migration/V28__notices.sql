-- That people are told of a change of colour. The table of decisions is the outbox: engines follow it from a place in each
-- partition, so that who is to be told costs no transaction of the ledger anything.

create table notice_place (
  partition smallint    primary key references head,
  -- The last decision that was looked at.
  at        timestamptz not null,
  person    bigint      not null
);
-- What was decided before stays untold.
insert into notice_place (partition, at, person) select partition, at, 9223372036854775807 from head;

create table notice (
  id        bigint      generated always as identity primary key,
  person    bigint      not null references person,
  -- Of the code, as the decision made it.
  version   bigint      not null,
  was       smallint    not null,
  colour    smallint    not null,
  turned_at timestamptz not null,
  channel   text        not null check (channel in ('webhook', 'mail')),
  attempts  integer     not null default 0,
  -- When it is tried; none where it is over.
  next_at   timestamptz,
  outcome   text        check (outcome in ('told', 'superseded', 'unreachable', 'given-up')),
  ended_at  timestamptz,
  unique (person, version, channel),
  check ((next_at is null) = (outcome is not null) and (outcome is null) = (ended_at is null))
);
create index notice_waiting on notice (next_at) where next_at is not null;
create index notice_ended on notice (ended_at) where ended_at is not null;

revoke all on notice_place, notice from public;
grant select, insert on notice_place, notice to ${app};
grant update (at, person) on notice_place to ${app};
grant update (attempts, next_at, outcome, ended_at) on notice to ${app};
grant delete on notice to ${app};
