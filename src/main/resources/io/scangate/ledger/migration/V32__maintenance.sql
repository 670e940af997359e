-- Whoever ends months of facts has a role of their own: it owns nothing, reads what decisions are made of, and calls three
-- functions of the owner's, which leave the last three months alone whatever they are told.

create function refuse_young_months(until timestamptz) returns void language plpgsql as $$
begin
  if until <> date_trunc('month', until, 'UTC') or until > date_trunc('month', now(), 'UTC') - interval '3 months' then
    raise exception 'months of facts end when three whole ones have followed' using errcode = 'check_violation';
  end if;
end $$;

-- A table for what is kept, with all that makes it a part of the table of facts without being looked through again.
create function prepare_past(until timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  perform refuse_young_months(until);
  drop table if exists fact_past_next;
  create table fact_past_next (like fact including all);
  execute format('alter table fact_past_next add constraint fact_past_until check (at < %L)', until);
  alter table fact_past_next add foreign key (partition, person) references person (partition, ref);
end $$;

create function carry_past(until timestamptz) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  insert into fact_past_next
    select f.* from fact f join fact_kept k using (partition, at) where f.at < until;
end $$;

-- Puts that table in the place of the months that are over. Writers begin with their head: whoever holds that waits for none of
-- them half-way.
create function end_months(until timestamptz, operator text, now_is timestamptz, out kept bigint, out dropped bigint)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month text;
begin
  perform refuse_young_months(until);
  with noted as (
    insert into fact_retention (until, partition, kept, dropped, retained_by, retained_at)
    select end_months.until, c.partition, c.kept, c.everything - c.kept, operator, now_is from (
      select h.partition,
        (select count(*) from fact_past_next n where n.partition = h.partition) as kept,
        (select count(*) from fact f where f.partition = h.partition and f.at < end_months.until) as everything
      from head h) c
    returning fact_retention.kept, fact_retention.dropped)
  select sum(n.kept), sum(n.dropped) into kept, dropped from noted n;
  perform set_config('lock_timeout', '5s', true);
  lock table head, person, fact in access exclusive mode;
  for month in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fact'::regclass
      and (c.relname = 'fact_past' or c.relname < 'fact_' || to_char(until at time zone 'UTC', 'YYYYMM'))
  loop
    execute format('alter table fact detach partition %I', month);
    execute format('drop table %I', month);
  end loop;
  alter table fact_past_next rename to fact_past;
  execute format('alter table fact attach partition fact_past for values from (minvalue) to (%L)', until);
  delete from fact_kept;
end $$;

revoke all on function refuse_young_months(timestamptz), prepare_past(timestamptz), carry_past(timestamptz),
  end_months(timestamptz, text, timestamptz) from public;

-- The role comes with the embedded server; elsewhere it is to be there before this step.
do $$
begin
  if exists (select 1 from pg_roles where rolname = 'scangate_maintenance') then
    grant usage on schema public to scangate_maintenance;
    grant select on installation, head, person, code, policy, fact, fact_retention, fact_kept to scangate_maintenance;
    grant insert, delete on fact_kept to scangate_maintenance;
    grant execute on function prepare_past(timestamptz), carry_past(timestamptz), end_months(timestamptz, text, timestamptz)
      to scangate_maintenance;
  end if;
end $$;
