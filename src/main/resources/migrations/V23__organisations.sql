-- People who may order on the account of an organisation, and who may say yes to such orders.
create table account_member (
  id          ${key},
  account     bigint  not null references customer_account,
  email       text    not null,
  role        text    not null check (role in ('ORDERS', 'APPROVES')),
  state       text    not null check (state in ('INVITED', 'JOINED', 'GONE')),
  invited_by  text    not null,
  changed_at  bigint  not null,
  unique (account, email)
);

create index account_member_email on account_member (email);

-- What may be ordered on an account in a calendar month, in cents; nothing where there is no row, or 0.
create table account_budget (
  account  bigint  primary key references customer_account,
  monthly  bigint  not null check (monthly >= 0)
);

-- An order that is to go on an account, and what was said to it. It is bound to the price (`quote`) and to the content
-- of the files (`files`): what changes afterwards has to be asked anew. At most one question of an order is open.
create table consent (
  id           ${key},
  order_id     bigint   not null references customer_order on delete cascade,
  account      bigint   not null references customer_account,
  asked_by     bigint   not null references account_member,
  quote        bigint   not null references quote on delete cascade,
  files        text     not null,
  total        bigint   not null,
  name         text     not null,
  email        text,
  phone        text,
  word         text     not null,
  state        text     not null check (state in ('WAITING', 'YES', 'NO', 'TAKEN_BACK', 'OUTDATED')),
  asked_at     bigint   not null,
  decided_at   bigint,
  decided_by   text,
  answer       text,
  over_budget  boolean  not null default false,
  check ((state = 'WAITING') = (decided_at is null))
);

create unique index consent_open on consent (order_id) where state = 'WAITING';
create index consent_order on consent (order_id);
create index consent_account on consent (account, state);
