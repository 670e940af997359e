-- Whoever's code turned yellow or red reports to the community at once: one report a turn of the code.
create table duty_report (
  id          bigint      generated always as identity primary key,
  person      bigint      not null references person,
  -- When the code turned that is reported.
  turned_at   timestamptz not null,
  reported_at timestamptz not null,
  -- The clerk who took it at a counter or on the phone; none where the person sent it.
  taken_by    text        check (taken_by <> ''),
  -- Where the person is, and what else they say; sealed under the key of their identity.
  words       bytea       not null check (length(words) between 29 and 8192),
  unique (person, turned_at),
  check (reported_at >= turned_at)
);

revoke all on duty_report from public;
grant select, insert on duty_report to ${app};
