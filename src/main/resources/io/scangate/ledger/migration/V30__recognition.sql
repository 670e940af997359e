-- Mutual recognition between cities of different provinces: whose keys are trusted, codes of theirs that stand for
-- people of ours, codes of ours that are given out for theirs, and what is asked of one another. Every step is a row.

alter table gate_list drop constraint gate_list_name_check;
alter table gate_list add constraint gate_list_name_check
  check (name in ('checkpoints', 'orders', 'withdrawn', 'recognized', 'peer-keys'));
insert into gate_list (name) values ('peer-keys');

-- A public key of another city, as it was proposed.
create table peer_key (
  id          bigint      generated always as identity primary key,
  issuer      text        not null check (issuer ~ '^[1-9][0-9]{3}$'),
  -- What it signs: codes, which doors check, or messages between cities.
  signs       text        not null check (signs in ('codes', 'messages')),
  -- As in a trust list: -8 (EdDSA) or -7 (ES256).
  algorithm   smallint    not null check (algorithm in (-8, -7)),
  public_key  bytea       not null unique check (length(public_key) in (32, 65)),
  starts_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at > starts_at),
  document    text        not null check (document <> ''),
  proposed_by text        not null check (proposed_by <> ''),
  proposed_at timestamptz not null
);

create table peer_key_answer (
  key         bigint      primary key references peer_key,
  approved    boolean     not null,
  note        text        not null check (note <> ''),
  answered_by text        not null check (answered_by <> ''),
  answered_at timestamptz not null,
  -- Of a key of codes that was approved: the number of the list from which on doors have it.
  listed_in   bigint      check (listed_in > 0)
);
create index peer_key_answer_by_number on peer_key_answer (listed_in);

create table peer_key_end (
  key         bigint      primary key references peer_key_answer,
  reason      text        not null check (reason <> ''),
  ended_by    text        not null check (ended_by <> ''),
  ended_at    timestamptz not null,
  unlisted_in bigint      check (unlisted_in > 0)
);

create function peer_key_takes_two_people() returns trigger language plpgsql as $$
declare
  proposal peer_key%rowtype;
begin
  select * into proposal from peer_key where id = new.key;
  if lower(btrim(new.answered_by)) = lower(btrim(proposal.proposed_by)) then
    raise exception 'whoever proposed a key does not approve it' using errcode = 'check_violation';
  end if;
  if (new.listed_in is not null) <> (new.approved and proposal.signs = 'codes') then
    raise exception 'a key of codes that is approved is listed, and nothing else' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger peer_key_answered before insert on peer_key_answer for each row execute function peer_key_takes_two_people();

-- A code of ours that its holder was given for one other city.
create table given_code (
  id         bigint      generated always as identity primary key,
  serial     bytea       not null unique check (length(serial) = 16),
  person     bigint      not null references person,
  peer       text        not null check (peer ~ '^[1-9][0-9]{3}$'),
  -- The holder lets that city ask for the colour, from then on and until it ends.
  given_at   timestamptz not null,
  expires_at timestamptz not null check (expires_at > given_at)
);
create index given_code_by_person on given_code (person, id);

create table given_code_end (
  code     bigint      primary key references given_code,
  reason   text        not null check (reason <> ''),
  ended_at timestamptz not null
);

-- Another city was told the colour of somebody.
create table given_code_reading (
  id      bigint      generated always as identity primary key,
  code    bigint      not null references given_code,
  colour  smallint    not null check (colour between 1 and 3),
  read_at timestamptz not null
);
create index given_code_reading_by_code on given_code_reading (code, id);

-- What another city says of a code of its own that stands for somebody of ours (recognized_code): its colour, in the
-- order in which it was heard. A colour that is not green is a fact of the person as well.
create table recognition (
  id           bigint      generated always as identity primary key,
  issuer       text        not null check (issuer ~ '^[1-9][0-9]{3}$'),
  serial       bytea       not null check (length(serial) = 16),
  person       bigint      not null references person,
  expires_at   timestamptz not null,
  -- The person lets us tell the other city who they are.
  consented_at timestamptz not null,
  unique (issuer, serial)
);
create index recognition_by_person on recognition (person, id);

create table recognition_colour (
  id          bigint      generated always as identity primary key,
  recognition bigint      not null references recognition,
  colour      smallint    not null check (colour between 1 and 3),
  -- The message that said so.
  document    text        not null check (document <> ''),
  heard_at    timestamptz not null
);
create index recognition_colour_by_recognition on recognition_colour (recognition, id);

-- When the colour was asked for last; a row a recognition, overwritten.
create table recognition_heard (
  recognition bigint      primary key references recognition,
  heard_at    timestamptz not null
);

create table recognition_end (
  recognition bigint      primary key references recognition,
  reason      text        not null check (reason <> ''),
  ended_at    timestamptz not null
);

-- Somebody of ours asks the other city to lift its colour: applied for, forwarded by the community, answered.
create table release_request (
  id          bigint      generated always as identity primary key,
  recognition bigint      not null references recognition,
  ground      text        not null check (ground <> ''),
  -- Under which the other city knows it.
  message     text        not null unique check (message ~ '^[0-9a-f]{32}$'),
  applied_at  timestamptz not null
);
create index release_request_by_recognition on release_request (recognition, id);

create table release_forwarding (
  request      bigint      primary key references release_request,
  forwarded    boolean     not null,
  note         text        not null check (note <> ''),
  forwarded_by text        not null check (forwarded_by <> ''),
  forwarded_at timestamptz not null
);

create table release_delivery (
  request      bigint      primary key references release_forwarding,
  delivered_at timestamptz not null
);

create table release_reply (
  request    bigint      primary key references release_forwarding,
  released   boolean     not null,
  note       text        not null,
  replied_at timestamptz not null
);

-- Another city asks us to lift a colour of ours: received, an opinion of the community, decided by the district, told.
create table asked_release (
  id          bigint      generated always as identity primary key,
  peer        text        not null,
  message     text        not null check (message ~ '^[0-9a-f]{32}$'),
  code        bigint      not null references given_code,
  person      bigint      not null references person,
  community   text        not null check (community ~ '^[1-9][0-9]{11}$'),
  ground      text        not null check (ground <> ''),
  received_at timestamptz not null,
  unique (peer, message)
);
create index asked_release_by_community on asked_release (community collate "C", id);

create table asked_release_opinion (
  release    bigint      primary key references asked_release,
  supported  boolean     not null,
  note       text        not null check (note <> ''),
  given_by   text        not null check (given_by <> ''),
  given_at   timestamptz not null
);

create table asked_release_decision (
  release    bigint      primary key references asked_release_opinion,
  released   boolean     not null,
  note       text        not null check (note <> ''),
  decided_by text        not null check (decided_by <> ''),
  decided_at timestamptz not null
);

create table asked_release_delivery (
  release      bigint      primary key references asked_release_decision,
  delivered_at timestamptz not null
);

create function asked_release_takes_two_people() returns trigger language plpgsql as $$
begin
  if lower(btrim(new.decided_by)) =
      (select lower(btrim(given_by)) from asked_release_opinion where release = new.release) then
    raise exception 'whoever gave the opinion does not decide' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger asked_release_decided before insert on asked_release_decision
  for each row execute function asked_release_takes_two_people();

revoke all on peer_key, peer_key_answer, peer_key_end, given_code, given_code_end, given_code_reading, recognition,
  recognition_colour, recognition_heard, recognition_end, release_request, release_forwarding, release_delivery,
  release_reply, asked_release, asked_release_opinion, asked_release_decision, asked_release_delivery from public;
grant select, insert on peer_key, peer_key_answer, peer_key_end, given_code, given_code_end, given_code_reading, recognition,
  recognition_colour, recognition_heard, recognition_end, release_request, release_forwarding, release_delivery,
  release_reply, asked_release, asked_release_opinion, asked_release_decision, asked_release_delivery to ${app};
grant update (heard_at) on recognition_heard to ${app};
