-- Who did what, when and why. Rows are never changed or deleted.
create table event (
  id            ${key},
  at            bigint  not null,
  actor_kind    text    not null check (actor_kind in ('CUSTOMER', 'WORKER', 'HOST', 'SYSTEM')),
  actor_name    text    not null,
  subject_kind  text    not null check (subject_kind in ('SHOP', 'PERSON', 'ORDER', 'JOB', 'MACHINE', 'HOST')),
  subject_id    bigint  not null,
  what          text    not null
);

create index event_about on event (subject_kind, subject_id);
