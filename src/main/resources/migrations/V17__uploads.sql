-- Files that come in pieces, and afterwards wait for an order. `owner` is the hash of a secret of the browser that sends.
create table upload (
  id          text    primary key,
  owner       text    not null,
  name        text    not null,
  bytes       bigint  not null check (bytes > 0),
  received    bigint  not null check (received >= 0 and received <= bytes),
  begun_at    bigint  not null,
  touched_at  bigint  not null,
  digest      text    references file,
  measures    text,
  ordered_at  bigint,
  check (digest is null or received = bytes)
);

create index upload_owner on upload (owner);
