-- A policy comes into force by two people, also for whoever has the application's password only: but for the one that
-- the ledger is founded with, a policy arrives without an approval, and is approved once, by another name, with the next
-- number, and not after it should have been in force.
create function policy_takes_two_people() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.number is not null and exists (select 1 from policy) then
      raise exception 'a policy is approved after it was proposed' using errcode = 'check_violation';
    end if;
  elsif old.number is not null then
    raise exception 'a policy is approved once' using errcode = 'check_violation';
  elsif new.number is not null then
    if new.number <> (select max(number) + 1 from policy) then
      raise exception 'policies are numbered in the order of their approval' using errcode = 'check_violation';
    end if;
    if lower(btrim(new.approved_by)) = lower(btrim(new.proposed_by)) then
      raise exception 'whoever proposed a policy does not approve it' using errcode = 'check_violation';
    end if;
    if new.in_force_from < new.approved_at then
      raise exception 'a policy is approved before it is in force' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger policy_approval before insert or update on policy
  for each row execute function policy_takes_two_people();
