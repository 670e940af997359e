-- What a source sends again is known again while it waits for a second person, too.
alter table held add column digest bytea check (length(digest) = 32);
create unique index held_by_key on held (source, key);
