-- What the floor's pages look for is found without reading what is over. An index of all states leads past those of what
-- is open: it goes.
drop index job_open;

drop index customer_order_drafts;
create index customer_order_drafts on customer_order (touched_at, id) where state = 'DRAFT';
create index customer_order_open on customer_order (approved_at, id) where state in ('APPROVED', 'IN_PRODUCTION', 'READY');
create index customer_order_asking on customer_order (id) where state in ('SUBMITTED', 'QUOTED');
create index customer_order_submitted on customer_order (id) where state = 'SUBMITTED';
create index customer_order_quoted on customer_order (id) where state = 'QUOTED';
create index customer_order_ready on customer_order (id) where state = 'READY';
create index customer_order_over on customer_order (id) where state in ('COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED');

create index order_start_waiting on order_start (order_id) where let_go is null and paid < needed;
create index remark_waiting on remark (id) where waits = true;
create index event_cancelled on event (subject_kind, actor_kind, at) where what = 'talk.cancelled';

-- The last tries of a machine.
drop index attempt_machine;
create index attempt_machine on attempt (machine, id);
