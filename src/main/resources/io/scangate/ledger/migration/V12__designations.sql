-- A designation keeps one number from the day on which it is sent, also where it waits for a second person first: the
-- number is taken when it is held.
grant usage on sequence designation_id_seq to ${app};
create unique index held_by_designation on held (((designation ->> 'id')::bigint)) where designation is not null;

-- Who told its end, and by what.
alter table designation add column end_authority text;
alter table designation add column end_document text;
alter table designation add column end_told_at timestamptz;
grant update (end_authority, end_document, end_told_at) on designation to ${app};

-- How far its work has come is asked for by its source.
create index work_by_designation on work (designation) where designation is not null;
