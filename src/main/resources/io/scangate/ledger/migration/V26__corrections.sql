-- Applications for the correction of a code and for a manual review, and every step that was taken with one. Steps stay; the
-- application itself knows only where it stands, and only a step moves it. What is personal is sealed under the key of the
-- person's identity, so that it is gone with it.

create table correction (
  id         bigint      generated always as identity primary key,
  person     bigint      not null references person,
  kind       text        not null check (kind in ('correction', 'manual-review')),
  -- What of the code is in dispute, and why, as the policy names both.
  category   text        not null check (category <> ''),
  ground     text        not null check (ground <> ''),
  -- By the HMAC of its subject under the pepper: the account that applied.
  applicant  bytea       not null check (length(applicant) = 32),
  -- Where the employer is who applied; none where the person did.
  employer   text        check (employer ~ '^[1-9]([0-9]{5}|[0-9]{8}|[0-9]{11})$'),
  -- Where the person lived then: its community, town and district look at it.
  community  text        not null check (community ~ '^[1-9][0-9]{11}$'),
  statement  bytea       not null check (length(statement) between 29 and 8192),
  applied_at timestamptz not null,
  state      text        not null default 'applied' check (state in ('applied', 'reported', 'reviewed', 'submitted',
    'audited', 'tested', 'converted', 'refused', 'appealed', 'upheld', 'withdrawn')),
  steps      smallint    not null default 0,
  since      timestamptz not null,
  -- Until when it is to move on; none where nobody is waited for.
  due_at     timestamptz
);
create unique index correction_open on correction (person, category)
  where state in ('applied', 'reported', 'reviewed', 'submitted', 'audited', 'tested', 'appealed');
create index correction_by_community on correction (community collate "C", id);
create index correction_by_applicant on correction (applicant, id);
create index correction_by_person on correction (person, id);
create index correction_due on correction (due_at) where due_at is not null;

create table correction_evidence (
  correction bigint      not null references correction,
  number     smallint    not null check (number between 1 and 5),
  type       text        not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes      integer     not null check (bytes > 0),
  sealed     bytea       not null,
  added_at   timestamptz not null,
  primary key (correction, number)
);
-- What is sealed cannot be compressed.
alter table correction_evidence alter column sealed set storage external;

create table correction_step (
  correction bigint      not null references correction,
  number     smallint    not null check (number > 0),
  step       text        not null,
  granted    boolean     not null,
  -- The subject of whoever took it; of an applicant 'applicant', whose own is personal.
  taken_by   text        not null check (btrim(taken_by) <> ''),
  division   text        check (division ~ '^[1-9]([0-9]|[0-9]{3}|[0-9]{5}|[0-9]{8}|[0-9]{11})$'),
  note       bytea       not null check (length(note) between 29 and 8192),
  -- Of a manual review, by its community: which of name, phone and number behind the code are right.
  name_right     boolean,
  phone_right    boolean,
  document_right boolean,
  taken_at   timestamptz not null,
  -- Where it leads, and until when the next step is to be taken.
  leads_to   text        not null,
  due_at     timestamptz,
  primary key (correction, number),
  check ((name_right is null) = (phone_right is null) and (name_right is null) = (document_right is null)),
  check ((step in ('withdraw', 'appeal')) = (division is null))
);
-- Nobody of the staff takes two steps with one application.
create unique index correction_step_by_one on correction_step (correction, lower(btrim(taken_by)))
  where division is not null;

-- An appeal for administrative reconsideration against a refusal; one an application.
create table reconsideration (
  correction bigint      primary key references correction,
  statement  bytea       not null check (length(statement) between 29 and 8192),
  lodged_at  timestamptz not null
);

create table reconsideration_decision (
  correction bigint      primary key references reconsideration,
  granted    boolean     not null,
  government text        not null check (government ~ '^[1-9]([0-9]|[0-9]{3}|[0-9]{5})$'),
  document   text        not null check (document <> ''),
  decided_by text        not null check (decided_by <> ''),
  decided_at timestamptz not null
);

-- What holds also for whoever has the application's password only: steps come in their order, and nothing else moves an
-- application.
create function correction_takes_its_steps() returns trigger language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  application correction%rowtype;
begin
  select * into application from correction where id = new.correction for update;
  if new.number <> application.steps + 1 then
    raise exception 'step % does not follow step %', new.number, application.steps using errcode = 'check_violation';
  end if;
  if not (application.state, new.step, new.granted, new.leads_to) in (
      ('applied', 'report', true, 'reported'), ('applied', 'report', false, 'refused'),
      ('reported', 'review', true, 'reviewed'), ('reported', 'review', false, 'refused'),
      ('reviewed', 'submit', true, 'submitted'), ('reviewed', 'submit', false, 'refused'),
      ('submitted', 'audit', true, 'audited'), ('submitted', 'audit', false, 'refused'),
      ('audited', 'test', true, 'tested'), ('audited', 'test', false, 'refused'),
      ('tested', 'convert', true, 'converted'), ('tested', 'convert', false, 'refused'),
      ('refused', 'appeal', true, 'appealed'),
      ('appealed', 'reconsider', true, 'audited'), ('appealed', 'reconsider', false, 'upheld'))
    and not (new.step = 'withdraw' and new.leads_to = 'withdrawn' and application.state in
      ('applied', 'reported', 'reviewed', 'submitted', 'audited', 'tested', 'appealed')) then
    raise exception 'what is % is not taken by % to %', application.state, new.step, new.leads_to
      using errcode = 'check_violation';
  end if;
  if new.step = 'reconsider' and not exists (
      select 1 from reconsideration_decision where correction = new.correction and granted = new.granted) then
    raise exception 'a reconsideration has its record' using errcode = 'check_violation';
  end if;
  update correction set state = new.leads_to, steps = new.number, since = new.taken_at, due_at = new.due_at
    where id = new.correction;
  return new;
end $$;
create trigger correction_stepped before insert on correction_step
  for each row execute function correction_takes_its_steps();

revoke all on correction, correction_evidence, correction_step, reconsideration, reconsideration_decision from public;
revoke all on function correction_takes_its_steps() from public;
grant select, insert on correction, correction_evidence, correction_step, reconsideration, reconsideration_decision
  to ${app};
