-- What each machine has done in all (`finished`: runs that came to their end), counted in the transaction in which a print ends or copies are counted.
create table machine_meter (
  machine      bigint  primary key references machine,
  ran_s        bigint  not null check (ran_s >= 0),
  runs         bigint  not null check (runs >= 0),
  finished     bigint  not null check (finished >= 0),
  filament_mm  bigint  not null check (filament_mm >= 0),
  copies       bigint  not null check (copies >= 0),
  sheets       bigint  not null check (sheets >= 0)
);

insert into machine_meter (machine, ran_s, runs, finished, filament_mm, copies, sheets)
select machine, sum(coalesce(time_s, (ended_at - started_at) / 1000)), count(*),
       sum(case when state = 'FINISHED' then 1 else 0 end), 0, 0, 0
  from attempt
 where machine is not null and started_at is not null and ended_at >= started_at
   and state in ('FINISHED', 'FAILED', 'CANCELLED')
 group by machine;

-- What a machine wants again and again: after so much work, after so many days, or whichever comes first. `done_reading`
-- is what its counter stood at when it was done last.
create table upkeep_task (
  id            ${key},
  machine       bigint   not null references machine,
  name          text     not null,
  meter         text     check (meter in ('HOURS', 'RUNS', 'METRES', 'COPIES', 'SHEETS')),
  every_units   bigint   check (every_units > 0),
  every_days    integer  check (every_days > 0),
  done_at       bigint   not null,
  done_reading  bigint   not null,
  ended_at      bigint,
  check ((meter is null) = (every_units is null)),
  check (meter is not null or every_days is not null)
);

create unique index upkeep_task_name on upkeep_task (machine, name) where ended_at is null;

-- What was done to a machine, and when it was out of order.
create table machine_log (
  id        ${key},
  machine   bigint  not null references machine,
  kind      text    not null check (kind in ('TASK', 'WORK', 'OUT', 'BACK')),
  what      text    not null,
  parts     text    not null,
  cost      bigint  check (cost >= 0),
  photo     text    references file,
  ran_s     bigint  not null,
  noted_by  text    not null,
  at        bigint  not null
);

create index machine_log_machine on machine_log (machine, id);

-- A machine's past prints are found without reading those of others.
create index attempt_machine_ended on attempt (machine, ended_at, id) where ended_at is not null;

-- What somebody must have been shown before they handle a machine, who has been shown it, and who may show it.
create table machine_induction (
  machine  bigint  primary key references machine,
  name     text    not null
);

create table induction (
  id        ${key},
  person    bigint  not null references person (id),
  name      text    not null,
  given_by  text    not null,
  given_at  bigint  not null,
  until     bigint,
  ended_at  bigint
);

create index induction_person on induction (person);

create table induction_trainer (
  person  bigint  not null references person (id),
  name    text    not null,
  primary key (person, name)
);

-- Cameras and power plugs on the shop's network. Their passwords are needed as they are, and are shown to nobody.
create table camera (
  machine       bigint  primary key references machine,
  snapshot_url  text,
  stream_url    text,
  login         text    not null,
  password      text    not null,
  check (snapshot_url is not null or stream_url is not null)
);

-- `off_wanted_by` waits for its machine to be cold. `state` is what we did last, not what the plug says.
create table plug (
  machine        bigint   primary key references machine,
  on_url         text     not null,
  off_url        text     not null,
  method         text     not null check (method in ('GET', 'POST')),
  login          text     not null,
  password       text     not null,
  off_when_cold  boolean  not null,
  state          text     not null check (state in ('ON', 'OFF', 'UNKNOWN')),
  switched_at    bigint,
  off_wanted_by  text
);
