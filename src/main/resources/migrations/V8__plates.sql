-- What a plate with copies of a mesh becomes when it is sliced; found again for the next order of the same part.
-- `settings` stands for all that the slicer is told and for the printer's profile, `slicer` for its version: when one
-- of them changes, a plate is sliced anew. FULL: so many have no room.
create table sliced_plate (
  id          ${key},
  mesh        text     not null references file,
  settings    text     not null,
  slicer      text     not null,
  copies      integer  not null check (copies > 0),
  profile     text     not null,
  material    text     not null,
  quality     text     not null,
  strength    text     not null,
  supports    boolean  not null,
  brim        boolean  not null,
  state       text     not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'FULL')),
  program     text     references file,
  bytes       bigint,
  seconds     bigint,
  milligrams  bigint,
  problem     text,
  asked_at    bigint   not null,
  used_at     bigint   not null,
  unique (mesh, settings, slicer, copies),
  check (state <> 'DONE' or (program is not null and bytes is not null and seconds is not null
                             and milligrams is not null)),
  check (state <> 'FAILED' or problem is not null)
);

create index sliced_plate_state on sliced_plate (state, asked_at);

-- The plates of an order's line, and how many there are of each.
create table line_plate (
  line_id  bigint   not null references order_line,
  plate    bigint   not null references sliced_plate,
  times    integer  not null check (times > 0),
  primary key (line_id, plate)
);

create index line_plate_plate on line_plate (plate);

-- How many pieces one run of a job makes.
alter table job add column per_run integer not null default 1;

-- Slices of former versions knew nothing of plates. Their programs live on in the jobs that print them; a draft
-- is asked for its choices again. The table and the column of a line stay empty.
update customer_order set quote = null
 where state = 'DRAFT' and id in (select order_id from order_line where slice is not null);
update order_line set choices = null
 where slice is not null and order_id in (select id from customer_order where state = 'DRAFT');
update order_line set slice = null;
delete from file_use where used_by like 'slice %';
delete from slice;
