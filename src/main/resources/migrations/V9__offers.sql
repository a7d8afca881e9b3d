-- A price that a person named: who, until when it holds, and what was said with it. Its `engine` is 0.
alter table quote add column priced_by text;
alter table quote add column valid_until bigint;
alter table quote add column note text;

-- Orders that a person looks at before they are approved. `wish` is what the customer wrote; `agreed` is the
-- price that the customer has said OK to already, should the group be confirmed.
create table order_ask (
  order_id  bigint  primary key references customer_order,
  wish      text    not null,
  agreed    bigint  references quote,
  asked_at  bigint  not null
);

-- Whether a person has confirmed the group that the customer named; nothing while nobody has looked.
alter table order_terms add column group_confirmed boolean;
