-- Of what was sent as a designation, so that other content under the same key is noticed; its end may be told later.
alter table designation add column digest bytea check (length(digest) = 32);

-- Those that a community may lie in are looked for whenever somebody moves.
create index designation_by_division on designation (division);

-- About how many people a row of work concerns; told by progress and backlog only.
alter table work add column total bigint not null default 0;
