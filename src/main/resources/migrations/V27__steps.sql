-- The steps of a product are jobs in sequence. `stage` counts them within a line of an order: 0 is printing, and what
-- one stage has made the next may work on. `position` is the place in the queue: the promised day in microseconds,
-- until somebody moves it.
alter table job add column step text;
alter table job add column stage integer not null default 0;
alter table job add column position bigint not null default 0;

-- Whoever holds a job says why, and what for: the shop, the customer's OK, a file that must be mended.
alter table job add column hold text check (hold in ('SHOP', 'CUSTOMER', 'FILE'));
alter table job add column held_by text;
alter table job add column held_at bigint;
alter table job add column held_why text;

-- Jobs that nobody ordered.
alter table job add column purpose text check (purpose in ('TEST', 'CALIBRATION', 'TRAINING', 'OWN'));
alter table job add column reason text;

update job
   set position = 1000 * coalesce(
           (select promised from customer_order where customer_order.id = job.order_id), queued_at + 1209600000);

-- Each time that copies were counted; the next step may take them from `dry_at` on.
create table job_made (
  id       ${key},
  job      bigint   not null references job,
  at       bigint   not null,
  dry_at   bigint   not null,
  good     integer  not null check (good >= 0),
  spoiled  integer  not null check (spoiled >= 0)
);

create index job_made_job on job_made (job);
create index job_made_dry on job_made (dry_at);

-- Where a job may run, if not on every machine that fits.
create table job_place (
  job      bigint  not null references job,
  machine  bigint  not null references machine,
  primary key (job, machine)
);

-- What people do at a bench, a step on each line (nothing: whatever comes), and how long ink dries that a machine has
-- printed.
alter table machine add column steps text;
alter table machine add column dry_minutes integer not null default 0 check (dry_minutes >= 0);

-- What is open is found without reading what is over.
create index job_not_over on job (position, queued_at, id) where state not in ('DONE', 'CANCELLED');
create index job_over on job (ended_at, id) where state in ('DONE', 'CANCELLED');
create index job_keeps_machine on job (machine) where state in ('RELEASED', 'RUNNING', 'PAUSED', 'TO_CHECK');
create index attempt_open on attempt (id) where state in ('OFFERED', 'ACCEPTED', 'GRANTED', 'PRINTING', 'PAUSED');
create index attempt_offered on attempt (offered_at) where state in ('OFFERED', 'ACCEPTED');
