-- What slicers take for printers. `uuid` is a lasting name for clients that keep one; who changes what waits at a
-- door takes a turn.
create table slicer_door (
  place  text    primary key,
  uuid   text    not null,
  turns  bigint  not null default 0
);

-- Keys with which slicers send for their owner. Of the secret only hashes are kept: one for keys in headers, and the
-- one that HTTP digest authentication compares.
create table slicer_key (
  id           ${key},
  owner        bigint   not null references person,
  name         text     not null,
  door         text     not null references slicer_door,
  login        text     not null unique,
  may_start    boolean  not null,
  may_steer    boolean  not null,
  key_hash     text     not null unique,
  digest_hash  text     not null,
  created_at   bigint   not null,
  used_at      bigint,
  revoked_at   bigint
);

create index slicer_key_owner on slicer_key (owner);
