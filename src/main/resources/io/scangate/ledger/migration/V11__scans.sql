-- Who was scanned where, a table a day. Days are those of Beijing time, UTC+8, which every division keeps.
--
-- The key of a day stands here under a key that no database holds. With the table and the key of a day nothing of it is
-- left that could be read.

create table scan_day (
  day        date        primary key,
  -- AES-256-GCM under the key of the installation's scan records: nonce, ciphertext, tag.
  sealed_key bytea       not null check (length(sealed_key) = 60),
  opened_at  timestamptz not null default now()
);

create table scan (
  day            date        not null,
  scan_id        uuid        not null,
  at             timestamptz not null,
  checkpoint     text        not null check (checkpoint ~ '^[0-9A-Za-z._-]{1,64}$'),
  -- A number for the site, 0 where the gateway did not tell it; numbers of verdict, basis and kind: the gate protocol.
  site           bigint      not null,
  verdict        smallint    not null,
  basis          smallint    not null,
  kind           smallint    not null,
  status_version bigint      not null,
  -- The reference, AES-256-GCM under the day's key: nonce, ciphertext, tag.
  person         bytea       not null check (length(person) = 36),
  -- By which a person's scans and a code's uses are found: 64 bits of an HMAC under the day's key.
  person_mark    bigint      not null,
  -- Of codes that are new at each showing only: the others are used again by right.
  code_mark      bigint,
  -- No index begins with the day: statements that are planned while its table is empty would take that one.
  primary key (scan_id, day)
) partition by list (day);
create index scan_by_person on scan (person_mark, day);
create index scan_by_code on scan (code_mark, day) where code_mark is not null;

-- How many records each event loop of a gateway has said to have appended for a partition, and how many came.
create table scan_lane (
  lane      uuid        primary key,
  -- Without a reference to its head, whose lock it would wait for.
  partition smallint    not null,
  appended  bigint      not null check (appended >= 0),
  arrived   bigint      not null check (arrived >= 0),
  seen_at   timestamptz not null
);

create function scan_today() returns date language sql stable as
  $$ select (now() at time zone 'UTC' + interval '8 hours')::date $$;

-- The table of a day and its key: the one that is given, unless there is one already. Answers with the key that holds.
create function open_scan_day(which date, given bytea) returns bytea language plpgsql security definer
  set search_path = public, pg_temp set lock_timeout = '5s' as $$
declare
  name text := 'scan_' || to_char(which, 'YYYYMMDD');
begin
  if which not between scan_today() - 400 and scan_today() + 2 then
    raise exception 'no scans of % are kept', which using errcode = 'check_violation';
  end if;
  perform pg_advisory_xact_lock(hashtext('scangate.scan_day'));
  insert into scan_day (day, sealed_key) values (which, given) on conflict do nothing;
  if to_regclass(name) is null then
    execute format('create table %I partition of scan for values in (%L)', name, which);
  end if;
  return (select sealed_key from scan_day where day = which);
end $$;

-- Destroys what is older than so many days, table and key; by the clock of the server, so that no engine whose clock is
-- wrong destroys too much, and never what is younger than a week.
create function destroy_scan_days(kept integer) returns setof date language plpgsql security definer
  set search_path = public, pg_temp set lock_timeout = '5s' as $$
declare
  old date;
begin
  if kept < 7 then
    raise exception 'scans are kept for 7 days at least, not %', kept using errcode = 'check_violation';
  end if;
  perform pg_advisory_xact_lock(hashtext('scangate.scan_day'));
  for old in select day from scan_day where day < scan_today() - kept order by day loop
    execute format('drop table if exists %I', 'scan_' || to_char(old, 'YYYYMMDD'));
    delete from scan_day where day = old;
    return next old;
  end loop;
end $$;

revoke all on function open_scan_day(date, bytea), destroy_scan_days(integer) from public;
revoke all on scan_day, scan, scan_lane from public;
grant execute on function open_scan_day(date, bytea), destroy_scan_days(integer) to ${app};
grant select on scan_day, scan, scan_lane to ${app};
grant insert on scan, scan_lane to ${app};
grant update, delete on scan_lane to ${app};
