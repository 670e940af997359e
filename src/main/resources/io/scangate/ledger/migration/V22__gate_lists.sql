-- What gateways hold whole beside the codes: checkpoints with their devices' keys, closures, single codes that are
-- withdrawn or recognized.
--
-- Whoever changes what such a list says takes its next number, under the lock of its row here, and writes the number
-- beside what is new (`listed_in`) or over (`unlisted_in`). So the list of any number can be made again at any time, and
-- what changed with a number is what bears it. Nothing of it is ever changed or deleted: what is over gets a row that says so.

create table gate_list (
  name       text        primary key check (name in ('checkpoints', 'orders', 'withdrawn', 'recognized')),
  number     bigint      not null default 0 check (number >= 0),
  changed_at timestamptz not null default now()
);
insert into gate_list (name) values ('checkpoints'), ('orders'), ('withdrawn'), ('recognized');

create function gate_list_goes_on() returns trigger language plpgsql as $$
begin
  if new.name <> old.name or new.number <> old.number + 1 then
    raise exception 'the list % goes from number % to the next', old.name, old.number using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger gate_list_order before update on gate_list for each row execute function gate_list_goes_on();

-- As a venue or an operator registered it; `registered_by` is its operator.
create table checkpoint (
  id            text        primary key check (id ~ '^[0-9A-Za-z._-]{1,64}$'),
  site          text        not null check (site ~ '^[0-9A-Za-z._-]{1,64}$'),
  kind          text        not null check (kind ~ '^[0-9A-Za-z._-]{1,64}$'),
  -- The community in which it stands.
  division      text        not null check (division ~ '^[1-9][0-9]{11}$'),
  -- Badly ventilated: whoever was there with a case is another kind of contact.
  confined      boolean     not null,
  -- How many people fit in.
  capacity      integer     not null check (capacity between 1 and 1000000),
  registered_by text        not null check (registered_by <> ''),
  registered_at timestamptz not null
);
create index checkpoint_by_site on checkpoint (site);
create index checkpoint_by_division on checkpoint (division collate "C", id);

-- What the community said to it, once; a document or a reason stands with it.
create table checkpoint_answer (
  checkpoint  text        primary key references checkpoint,
  approved    boolean     not null,
  note        text        not null check (note <> ''),
  answered_by text        not null check (answered_by <> ''),
  answered_at timestamptz not null
);

-- It is given up. Its name is never given again.
create table checkpoint_end (
  checkpoint text        primary key references checkpoint,
  reason     text        not null check (reason <> ''),
  ended_by   text        not null check (ended_by <> ''),
  ended_at   timestamptz not null
);

create table device_key (
  id             bigint      generated always as identity primary key,
  checkpoint     text        not null references checkpoint_answer,
  -- SHA-256 of the key, which nobody keeps.
  hash           bytea       not null unique check (length(hash) = 32),
  -- The key in whose place it comes.
  replaces       bigint      unique references device_key,
  issued_by      text        not null check (issued_by <> ''),
  issued_at      timestamptz not null,
  listed_in      bigint      not null check (listed_in > 0)
);
create index device_key_by_checkpoint on device_key (checkpoint, id);
create index device_key_by_number on device_key (listed_in);

create table device_key_end (
  key         bigint      primary key references device_key,
  reason      text        not null check (reason <> ''),
  ended_by    text        not null check (ended_by <> ''),
  ended_at    timestamptz not null,
  unlisted_in bigint      not null check (unlisted_in > 0)
);
create index device_key_end_by_number on device_key_end (unlisted_in);

-- Keys that were replaced and count until then; gone with their end.
create table device_key_due (
  key    bigint      primary key references device_key,
  due_at timestamptz not null
);
create index device_key_due_by_time on device_key_due (due_at);

-- Nobody opens a door alone, also not with the application's password.
create function checkpoint_takes_two_people() returns trigger language plpgsql as $$
begin
  if lower(btrim(new.answered_by)) = (select lower(btrim(registered_by)) from checkpoint where id = new.checkpoint) then
    raise exception 'whoever registered a checkpoint does not answer for the community' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger checkpoint_approval before insert on checkpoint_answer
  for each row execute function checkpoint_takes_two_people();

create function device_key_needs_approval() returns trigger language plpgsql as $$
begin
  if not coalesce((select approved from checkpoint_answer where checkpoint = new.checkpoint), false)
      or exists (select 1 from checkpoint_end where checkpoint = new.checkpoint) then
    raise exception 'a checkpoint that is not approved has no keys' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger device_key_approval before insert on device_key
  for each row execute function device_key_needs_approval();

-- Static codes of ours that count no more. A code that is over is not listed again.
create table withdrawn_code (
  serial       bytea       primary key check (length(serial) = 16),
  expires_at   timestamptz not null,
  reason       text        not null check (reason <> ''),
  withdrawn_by text        not null check (withdrawn_by <> ''),
  withdrawn_at timestamptz not null,
  listed_in    bigint      not null check (listed_in > 0)
);
create index withdrawn_code_by_number on withdrawn_code (listed_in);

-- Codes of other cities that stand for people of ours.
create table recognized_code (
  id            bigint      generated always as identity primary key,
  issuer        text        not null check (issuer ~ '^[1-9][0-9]{3}$'),
  serial        bytea       not null check (length(serial) = 16),
  person        bigint      not null references person,
  expires_at    timestamptz not null,
  document      text        not null check (document <> ''),
  recognized_by text        not null check (recognized_by <> ''),
  recognized_at timestamptz not null,
  listed_in     bigint      not null check (listed_in > 0),
  unique (issuer, serial)
);
create index recognized_code_by_number on recognized_code (listed_in);

create table recognized_code_end (
  code        bigint      primary key references recognized_code,
  reason      text        not null check (reason <> ''),
  ended_by    text        not null check (ended_by <> ''),
  ended_at    timestamptz not null,
  unlisted_in bigint      not null check (unlisted_in > 0)
);
create index recognized_code_end_by_number on recognized_code_end (unlisted_in);

revoke all on gate_list, checkpoint, checkpoint_answer, checkpoint_end, device_key, device_key_end, device_key_due,
  withdrawn_code, recognized_code, recognized_code_end from public;
grant select on gate_list, checkpoint, checkpoint_answer, checkpoint_end, device_key, device_key_end, device_key_due,
  withdrawn_code, recognized_code, recognized_code_end to ${app};
grant insert on checkpoint, checkpoint_answer, checkpoint_end, device_key, device_key_end, device_key_due,
  withdrawn_code, recognized_code, recognized_code_end to ${app};
grant update (number, changed_at) on gate_list to ${app};
grant delete on device_key_due to ${app};
