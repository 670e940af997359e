-- Who people are, and who acts for whom. What is personal stands under a key of its own row, and that key under one
-- that no database holds; without the row and its key nothing of it is left that could be read.

create table identity_record (
  person        bigint      primary key references person,
  -- The number of the key of the installation that the row's key is under.
  key_id        integer     not null check (key_id > 0),
  -- AES-256-GCM, nonce, ciphertext and tag: the row's key; and under that key what is personal.
  sealed_key    bytea       not null check (length(sealed_key) = 60),
  sealed        bytea       not null check (length(sealed) between 29 and 4096),
  registered_at timestamptz not null,
  -- The day of Beijing time, UTC+8, of the last modification.
  modified_on   date
);
create index identity_record_by_key on identity_record (key_id, person);

-- An account at the identity provider, by the HMAC of its subject under the pepper, and whose it is.
create table holder (
  account bytea  primary key check (length(account) = 32),
  person  bigint not null unique references person
);

-- Who is registered by a relative, in the order in which they were.
create table family (
  member bigint   primary key references person,
  holder bigint   not null references person,
  place  smallint not null check (place between 1 and 32767),
  unique (holder, place),
  check (member <> holder)
);

revoke all on identity_record, holder, family from public;
grant select, insert, delete on identity_record, holder, family to ${app};
grant update (key_id, sealed_key, sealed, modified_on) on identity_record to ${app};
-- Erasure takes away by what a person is found.
grant delete on identity to ${app};
