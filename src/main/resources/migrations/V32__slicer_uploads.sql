-- What slicers sent. `file` is what came, `program` what a printer gets of it; `held` is why nobody may start it yet,
-- `first_at` when its sender wanted it printed first. `attached` where an order's job had waited for a program.
create table slicer_upload (
  id          ${key},
  slicer_key  bigint   not null references slicer_key,
  owner       bigint   not null references person,
  door        text     not null references slicer_door,
  folder      text     not null,
  name        text     not null,
  bytes       bigint   not null,
  file        text     not null references file,
  program     text     not null references file,
  profile     text     not null,
  seconds     bigint   not null,
  sliced      text,
  job         bigint   not null references job,
  attached    boolean  not null,
  held        text,
  first_at    bigint,
  came_at     bigint   not null
);

create index slicer_upload_place on slicer_upload (door, owner);
create index slicer_upload_job on slicer_upload (job);

-- Programs that ask for a key; somebody who is signed in answers. The key that they get is reckoned from what they
-- poll with, and of both only hashes are kept.
create table slicer_request (
  id           ${key},
  token_hash   text    not null unique,
  door         text    not null,
  app          text    not null,
  login        text    not null,
  key_hash     text    not null,
  digest_hash  text    not null,
  asked_at     bigint  not null,
  state        text    not null check (state in ('OPEN', 'ALLOWED', 'REFUSED')),
  slicer_key   bigint  references slicer_key,
  check (state <> 'ALLOWED' or slicer_key is not null)
);
