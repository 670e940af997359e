-- Where whoever read acts, so that an auditor of a district sees the reads of that district; none for commands that were
-- given on a server.
alter table staff_read add column division text
  check (division ~ '^[1-9]([0-9]|[0-9]{3}|[0-9]{5}|[0-9]{8}|[0-9]{11})$');
create index staff_read_by_person on staff_read (person, id);
create index staff_read_by_operator on staff_read (operator, id);
