-- Plastic on spools. A machine carries one at most; what is left of it never falls below nothing.
create table spool (
  id           ${key},
  material     text    not null,
  colour       text    not null,
  maker        text    not null,
  price        bigint  check (price >= 0),
  net_mg       bigint  not null check (net_mg > 0),
  empty_mg     bigint  check (empty_mg >= 0),
  left_mg      bigint  not null check (left_mg >= 0),
  place        text    not null,
  dry_since    bigint,
  state        text    not null check (state in ('SEALED', 'OPEN', 'EMPTY')),
  came_at      bigint  not null,
  opened_at    bigint,
  emptied_at   bigint,
  machine      bigint  unique references machine,
  loaded_at    bigint,
  unloaded_at  bigint,
  check ((machine is null) = (loaded_at is null)),
  check ((state = 'EMPTY') = (emptied_at is not null)),
  check (machine is null or state = 'OPEN')
);

-- What one run of a job's program takes, as reckoned.
create table job_plastic (
  job         bigint  primary key references job on delete cascade,
  milligrams  bigint  not null check (milligrams >= 0)
);

insert into job_plastic (job, milligrams)
select job.id, max(sliced_plate.milligrams)
  from job join sliced_plate on sliced_plate.program = job.program
 where sliced_plate.milligrams is not null
 group by job.id;

-- What left a spool, or was found to be more on it (then less than nothing). What a print took stands here even
-- where nobody has noted a spool; `short_mg` is what was reckoned beyond what was there, `spoiled_mg` what came to
-- nothing. A person's judgement of a run comes later than its end.
create table plastic_use (
  id          ${key},
  spool       bigint   references spool,
  material    text     not null,
  why         text     not null check (why in ('PRINTED', 'SCRAP', 'WEIGHED', 'SAID', 'EMPTIED')),
  taken_mg    bigint   not null,
  short_mg    bigint   not null check (short_mg >= 0),
  spoiled_mg  bigint   not null check (spoiled_mg >= 0),
  judged      boolean  not null,
  job         bigint   references job on delete set null,
  attempt     bigint   references attempt on delete set null,
  note        text     not null,
  noted_by    text     not null,
  at          bigint   not null
);

create index plastic_use_spool on plastic_use (spool);
create index plastic_use_job on plastic_use (job);
create index plastic_use_attempt on plastic_use (attempt);
create index plastic_use_at on plastic_use (at);

-- Plastic that was thrown away, weighed.
create table plastic_scrap (
  id          ${key},
  job         bigint  references job on delete set null,
  material    text    not null,
  milligrams  bigint  not null check (milligrams > 0),
  note        text    not null,
  noted_by    text    not null,
  at          bigint  not null
);

create index plastic_scrap_at on plastic_scrap (at);
create index plastic_scrap_job on plastic_scrap (job);
