-- Months of facts that are over. What a code still rests on is carried into one table of all that is past; the other facts are
-- dropped, and their digests stay in their links. Only the owner of this schema does it: the application can neither delete
-- a fact nor write here.

-- A run of it.
create table fact_retention (
  -- Facts that were learned before it are kept only where a code rests on them.
  until       timestamptz not null,
  partition   smallint    not null references head,
  -- How many facts from before it are left, so that nobody takes one away behind its back.
  kept        bigint      not null check (kept >= 0),
  dropped     bigint      not null check (dropped >= 0),
  retained_by text        not null check (retained_by <> ''),
  retained_at timestamptz not null,
  primary key (until, partition)
);

-- What a run has found that is to be kept, while it is under way.
create table fact_kept (
  partition smallint    not null,
  at        timestamptz not null,
  primary key (partition, at)
);

-- A decision goes on naming the facts behind it when they are gone; none is made on a fact that is not there.
alter table decision_fact drop constraint decision_fact_partition_fact_at_fkey;
create function decision_rests_on_facts() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from fact where partition = new.partition and at = new.fact_at) then
    raise exception 'a decision rests on facts of its ledger' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger decision_fact_there after insert on decision_fact for each row execute function decision_rests_on_facts();

revoke all on fact_retention, fact_kept from public;
grant select on fact_retention to ${app};
