-- The measures of article 42: proposed by a government at county level or above, decided by the next higher one, lifted
-- by whoever decided. Nothing is changed or deleted: every step is a row.

create table measure (
  id          bigint      generated always as identity primary key,
  kind        text        not null check (kind in ('restrict', 'suspend', 'close')),
  -- What it reaches: the name of a checkpoint or a site, or the code of a division.
  scope       text        not null check (scope in ('checkpoint', 'site', 'division')),
  place       text        not null check (place <> ''),
  -- Where that lies, GB/T 2260.
  division    text        not null check (division ~ '^[1-9]([0-9]|[0-9]{3}|[0-9]{5}|[0-9]{8}|[0-9]{11})$'),
  -- From the decision on, and until it is lifted, where nothing is said.
  starts_at   timestamptz,
  ends_at     timestamptz,
  ground      text        not null check (ground <> ''),
  document    text        not null check (document <> ''),
  -- The government that proposes: of a city or a county. Above a province decides who has no part in this ledger.
  government  text        not null check (government ~ '^[1-9]([0-9]{3}|[0-9]{5})$'),
  proposed_by text        not null check (proposed_by <> ''),
  proposed_at timestamptz not null,
  check (ends_at > coalesce(starts_at, proposed_at)),
  check (starts_with(division, government)),
  check (scope <> 'division' or place = division)
);
create index measure_by_division on measure (division collate "C", id);

-- Taken back by the government that proposed it, before it was decided.
create table measure_back (
  measure    bigint      primary key references measure,
  reason     text        not null check (reason <> ''),
  taken_by   text        not null check (taken_by <> ''),
  taken_at   timestamptz not null
);

create table measure_decision (
  measure      bigint      primary key references measure,
  granted      boolean     not null,
  -- The government that decided.
  authority    text        not null,
  document     text        not null check (document <> ''),
  -- As it was made known.
  announcement text        not null check (announcement <> ''),
  decided_by   text        not null check (decided_by <> ''),
  decided_at   timestamptz not null,
  -- Of a closure that was granted: the number of the list of orders from which on gateways have it.
  listed_in    bigint      check (listed_in > 0)
);
create index measure_decision_by_number on measure_decision (listed_in);

create table measure_lift (
  measure      bigint      primary key references measure_decision,
  authority    text        not null,
  document     text        not null check (document <> ''),
  announcement text        not null check (announcement <> ''),
  lifted_by    text        not null check (lifted_by <> ''),
  lifted_at    timestamptz not null,
  unlisted_in  bigint      check (unlisted_in > 0)
);

-- What holds also for whoever has the application's password only.
create function measure_is_decided_above() returns trigger language plpgsql as $$
declare
  proposal measure%rowtype;
begin
  select * into proposal from measure where id = new.measure;
  if new.authority <> left(proposal.government, length(proposal.government) - 2) then
    raise exception 'a measure is decided by the next higher government' using errcode = 'check_violation';
  end if;
  if lower(btrim(new.decided_by)) = lower(btrim(proposal.proposed_by)) then
    raise exception 'whoever proposed a measure does not decide it' using errcode = 'check_violation';
  end if;
  if exists (select 1 from measure_back where measure = new.measure) then
    raise exception 'a measure that was taken back is not decided' using errcode = 'check_violation';
  end if;
  if (new.listed_in is not null) <> (new.granted and proposal.kind = 'close') then
    raise exception 'a closure that is granted is listed, and nothing else' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger measure_decided before insert on measure_decision
  for each row execute function measure_is_decided_above();

create function measure_is_lifted_by_its_authority() returns trigger language plpgsql as $$
declare
  decision measure_decision%rowtype;
begin
  select * into decision from measure_decision where measure = new.measure;
  if not decision.granted or new.authority <> decision.authority then
    raise exception 'a measure is lifted by the authority that decided it' using errcode = 'check_violation';
  end if;
  if (new.unlisted_in is null) <> (decision.listed_in is null) then
    raise exception 'what is listed is taken from the list' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger measure_lifted before insert on measure_lift
  for each row execute function measure_is_lifted_by_its_authority();

revoke all on measure, measure_back, measure_decision, measure_lift from public;
grant select, insert on measure, measure_back, measure_decision, measure_lift to ${app};
