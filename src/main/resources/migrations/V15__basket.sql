-- When a draft was last changed by its customer: one that nobody has touched for long is deleted.
alter table customer_order add column touched_at bigint not null default 0;
update customer_order set touched_at = created_at;
create index customer_order_drafts on customer_order (state, touched_at);

-- The form that brought a line into an order: sent twice, it brings it once.
alter table order_line add column once text;
create unique index order_line_once on order_line (once);
