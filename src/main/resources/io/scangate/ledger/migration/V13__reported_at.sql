-- When the report arrived that a change in the outbox follows from; null where none did, but time, a policy or a mending.
alter table outbox add column reported_at timestamptz;
