-- What districts hand to the municipality of each day: whose codes their procedures converted. Drawn up by one person and
-- reviewed by another; then signed, numbered and handed over, once.

-- The facts by which procedures convert codes; FactFormat has the kinds.
create index fact_of_procedures on fact (at) where source like 'casework/%' and kind in (10, 15);

create table transfer (
  id           bigint      generated always as identity primary key,
  district     text        not null check (district ~ '^[1-9][0-9]{5}$'),
  -- In the zone of the policy.
  day          date        not null,
  conversions  integer     not null check (conversions >= 0),
  drawn_by     text        not null check (drawn_by <> ''),
  drawn_at     timestamptz not null,
  -- Its review said no; another one may be drawn up.
  dropped      boolean     not null default false,
  -- Which engine hands it over, and until when it need not say so again.
  worker       uuid,
  worker_until timestamptz
);
create unique index transfer_once on transfer (district, day) where not dropped;
create index transfer_by_day on transfer (day, district);

create table transfer_review (
  transfer    bigint      primary key references transfer,
  granted     boolean     not null,
  note        text        not null check (note <> ''),
  reviewed_by text        not null check (reviewed_by <> ''),
  reviewed_at timestamptz not null
);

-- As it is handed over. The numbers of a district have no gap.
create table transfer_file (
  transfer  bigint      primary key references transfer_review,
  district  text        not null,
  number    bigint      not null check (number > 0),
  file      bytea       not null,
  digest    bytea       not null check (length(digest) = 32),
  signed_at timestamptz not null,
  unique (district, number)
);

create table transfer_end (
  transfer  bigint      primary key references transfer_file,
  handed_at timestamptz not null
);

create function transfer_takes_two_people() returns trigger language plpgsql as $$
begin
  if lower(btrim(new.reviewed_by)) = (select lower(btrim(drawn_by)) from transfer where id = new.transfer) then
    raise exception 'whoever drew up a transfer does not review it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger transfer_review_people before insert on transfer_review
  for each row execute function transfer_takes_two_people();

create function transfer_file_is_approved() returns trigger language plpgsql as $$
begin
  if not (select granted from transfer_review where transfer = new.transfer)
      or new.number <> 1 + coalesce((select max(number) from transfer_file where district = new.district), 0) then
    raise exception 'what is approved is signed, under the next number of its district' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger transfer_file_approval before insert on transfer_file
  for each row execute function transfer_file_is_approved();

revoke all on transfer, transfer_review, transfer_file, transfer_end from public;
grant select, insert on transfer, transfer_review, transfer_file, transfer_end to ${app};
grant update (dropped, worker, worker_until) on transfer to ${app};
