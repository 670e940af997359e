-- Lists of people who are released from isolation: one form and its stamped scan each, read row by row, and released once
-- everybody has reviewed it who must. Steps are rows that stay; what is personal stands under a key of the list's own, and
-- goes with it.

create sequence release_list_number;

create table release_list (
  id            bigint      primary key check (id > 0),
  setting       text        not null check (setting in ('centralized', 'home')),
  -- Of the isolation point or the community.
  division      text        not null check (division ~ '^[1-9]([0-9]{5}|[0-9]{8}|[0-9]{11})$'),
  -- What whoever filed it calls it; once for a place, unless it came to nothing.
  document      text        not null check (document <> ''),
  format        text        not null check (format in ('json', 'csv', 'xlsx')),
  scan          text        not null check (scan in ('pdf', 'jpeg', 'png')),
  -- The number of the key of the installation that the list's key is under; both are gone once the list is forgotten.
  key_id        integer     check (key_id > 0),
  sealed_key    bytea       check (length(sealed_key) = 60),
  filed_by      text        not null check (filed_by <> ''),
  filed_at      timestamptz not null,
  state         text        not null default 'reading' check (state in ('reading', 'town-review', 'district-review',
    'releasing', 'done', 'unreadable', 'rejected', 'withdrawn')),
  stopped       boolean     not null default false,
  rows_read     integer     not null default 0 check (rows_read >= 0),
  rows_sound    integer     not null default 0 check (rows_sound >= 0),
  rows_rejected integer     not null default 0 check (rows_rejected >= 0),
  rows_released integer     not null default 0 check (rows_released between 0 and rows_sound),
  -- Why a form cannot be read; nothing of what stands in it.
  fault         text,
  -- Which engine works on it, and until when it need not say so again.
  worker        uuid,
  worker_until  timestamptz,
  ended_at      timestamptz,
  check ((key_id is null) = (sealed_key is null)),
  check (rows_read = rows_sound + rows_rejected),
  check ((ended_at is not null) = (state in ('done', 'unreadable', 'rejected', 'withdrawn')))
);
create unique index release_list_once on release_list (setting, division, document)
  where state not in ('unreadable', 'rejected', 'withdrawn');
create index release_list_by_division on release_list (division collate "C", id);
create index release_list_at_work on release_list (id) where state in ('reading', 'releasing') and not stopped;
create index release_list_by_key on release_list (key_id, id) where key_id is not null;

-- AES-256-GCM under the key of the list: nonce, ciphertext and tag.
create table release_file (
  list   bigint not null references release_list,
  part   text   not null check (part in ('form', 'scan')),
  sealed bytea  not null,
  primary key (list, part)
);

create table release_row (
  list        bigint   not null references release_list,
  -- As the program shows it that the form was made with.
  number      integer  not null check (number > 0),
  person      bigint   references person,
  partition   smallint references head,
  -- Why it is not released; of a row without a reason the person is known.
  reason      text     check (reason <> ''),
  detail      text,
  sealed      bytea,
  released_at timestamptz,
  primary key (list, number),
  check (reason is not null or (person is not null and partition is not null)),
  check (reason is null or released_at is null)
);
create unique index release_row_once on release_row (list, person) where reason is null;
create index release_row_waiting on release_row (list, partition, number) where reason is null and released_at is null;
create index release_row_rejected on release_row (list, number) where reason is not null;
create index release_row_by_day on release_row (released_at, list) where released_at is not null;

create table release_step (
  list    bigint      not null references release_list,
  step    text        not null check (step in ('town-review', 'district-review', 'withdrawal')),
  granted boolean     not null,
  note    text        not null check (note <> ''),
  by_whom text        not null check (by_whom <> ''),
  at      timestamptz not null,
  primary key (list, step)
);

-- What holds also for whoever has the application's password only: no review by the same person, none out of order, and
-- nobody released from home before both were there.
create function release_takes_different_people() returns trigger language plpgsql as $$
begin
  if new.step <> 'withdrawal' and (
      lower(btrim(new.by_whom)) = (select lower(btrim(filed_by)) from release_list where id = new.list)
      or exists (select 1 from release_step where list = new.list and lower(btrim(by_whom)) = lower(btrim(new.by_whom)))) then
    raise exception 'each step of a release is taken by another person' using errcode = 'check_violation';
  end if;
  if new.step = 'district-review'
      and not exists (select 1 from release_step where list = new.list and step = 'town-review' and granted) then
    raise exception 'the district reviews what the town has approved' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger release_step_people before insert on release_step
  for each row execute function release_takes_different_people();

create function release_row_is_approved() returns trigger language plpgsql as $$
declare
  of release_list%rowtype;
begin
  if new.released_at is not null and old.released_at is null then
    select * into of from release_list where id = new.list;
    if of.state <> 'releasing' or (of.setting = 'home' and not exists (
        select 1 from release_step where list = new.list and step = 'district-review' and granted)) then
      raise exception 'nobody is released before the list is approved' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger release_row_approval before update on release_row
  for each row execute function release_row_is_approved();

revoke all on release_list, release_file, release_row, release_step from public;
grant usage on sequence release_list_number to ${app};
grant select, insert on release_list, release_file, release_row, release_step to ${app};
grant update (state, stopped, rows_read, rows_sound, rows_rejected, rows_released, fault, worker, worker_until, ended_at,
  key_id, sealed_key) on release_list to ${app};
grant update (reason, detail, sealed, released_at) on release_row to ${app};
grant delete on release_file to ${app};
