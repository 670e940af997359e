-- Certificates on paper, for people who have no phone. Nothing is changed or deleted: every step is a row.

-- What staff of a community checked at the counter, and what came of it.
create table counter_check (
  id         bigint      generated always as identity primary key,
  person     bigint      not null references person,
  -- Of residence, where the counter is.
  community  text        not null check (community ~ '^[1-9][0-9]{11}$'),
  -- What was seen: AES-256-GCM under the key of the person's identity, with which it becomes unreadable.
  sealed     bytea       not null check (length(sealed) between 29 and 4096),
  outcome    text        not null
    check (outcome in ('passed', 'name-differs', 'fever', 'test-positive', 'test-too-old', 'not-green', 'in-force')),
  checked_by text        not null check (checked_by <> ''),
  checked_at timestamptz not null
);
create index counter_check_by_person on counter_check (person, id);

create table certificate (
  number     bigint      generated always as identity primary key,
  passed     bigint      not null unique references counter_check,
  person     bigint      not null references person,
  community  text        not null,
  -- By which its code is withdrawn.
  serial     bytea       not null unique check (length(serial) = 16),
  -- What is printed, sealed likewise: every print is the same paper.
  sealed     bytea       not null check (length(sealed) between 29 and 8192),
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  check (expires_at > issued_at)
);
create index certificate_by_person on certificate (person, number);
create index certificate_by_community on certificate (community collate "C", number);

create table certificate_print (
  certificate bigint      not null references certificate,
  -- From 1 on.
  copy        integer     not null check (copy > 0),
  reason      text        not null check (reason <> ''),
  printed_by  text        not null check (printed_by <> ''),
  printed_at  timestamptz not null,
  primary key (certificate, copy)
);

-- Revoked; its serial stands among the withdrawn codes from the same transaction on.
create table certificate_end (
  certificate bigint      primary key references certificate,
  reason      text        not null check (reason <> ''),
  ended_by    text        not null check (ended_by <> ''),
  ended_at    timestamptz not null
);

-- What holds also for whoever has the application's password only.
create function certificate_needs_check() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from counter_check c
      where c.id = new.passed and c.outcome = 'passed' and c.person = new.person and c.community = new.community) then
    raise exception 'a certificate is issued after a check that was passed' using errcode = 'check_violation';
  end if;
  if exists (select 1 from certificate c
      where c.person = new.person and c.number <> new.number and c.expires_at > new.issued_at
        and not exists (select 1 from certificate_end e where e.certificate = c.number)) then
    raise exception 'nobody has two certificates in force' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger certificate_issued before insert on certificate for each row execute function certificate_needs_check();

create function certificate_is_printed_in_force() returns trigger language plpgsql as $$
begin
  if exists (select 1 from certificate_end where certificate = new.certificate)
      or new.copy <> 1 + (select count(*) from certificate_print where certificate = new.certificate) then
    raise exception 'prints are counted, and end with the certificate' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger certificate_printed before insert on certificate_print
  for each row execute function certificate_is_printed_in_force();

revoke all on counter_check, certificate, certificate_print, certificate_end from public;
grant select, insert on counter_check, certificate, certificate_print, certificate_end to ${app};
