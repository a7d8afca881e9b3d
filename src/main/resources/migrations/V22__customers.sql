-- Customers who want an account. It begins with a link that was mailed to the address, which is stored in lower case;
-- a password is its Argon2id hash, or nothing where the customer signs in by mailed links alone.
create table customer (
  id          ${key},
  email       text    not null unique,
  name        text    not null,
  phone       text    not null,
  address     text    not null,
  password    text,
  created_at  bigint  not null
);

-- Of every secret that opens a door only the SHA-256 is stored.
create table customer_session (
  token_hash  text    primary key,
  customer    bigint  not null references customer on delete cascade,
  created_at  bigint  not null,
  seen_at     bigint  not null,
  expires_at  bigint  not null
);

create index customer_session_customer on customer_session (customer);

-- What was mailed, or told by a worker: to sign in, to join an organisation, to say yes or no to an order. `about` is
-- the invitation or the question that it is for.
create table customer_link (
  token_hash  text    primary key,
  purpose     text    not null check (purpose in ('SIGN_IN', 'JOIN', 'CONSENT')),
  email       text    not null,
  about       bigint,
  created_at  bigint  not null,
  expires_at  bigint  not null,
  used_at     bigint,
  check ((purpose = 'SIGN_IN') = (about is null))
);

create index customer_link_expires on customer_link (expires_at);

-- Links that were asked for and passwords that were tried, by address and by network; forgotten after a while.
create table customer_try (
  id    ${key},
  kind  text    not null check (kind in ('LINK_FROM', 'LINK_TO', 'PASSWORD_FROM', 'PASSWORD_OF')),
  who   text    not null,
  at    bigint  not null
);

create index customer_try_who on customer_try (kind, who, at);
create index customer_try_at on customer_try (at);

-- Mail to customers that is not about an order of theirs alone. The link in it is made when it is written, so that
-- here it stands nowhere. `mail_key` becomes the Message-ID, `problem` says why it could not be mailed.
create table customer_letter (
  id          ${key},
  what        text     not null check (what in ('SIGN_IN', 'INVITED', 'TO_APPROVE', 'SAID_NO')),
  email       text     not null,
  about       bigint,
  language    text     not null,
  state       text     not null check (state in ('WAITING', 'SENT', 'OVERTAKEN', 'TO_TELL', 'TOLD')),
  mail_key    text     not null unique,
  tries       integer  not null default 0,
  due_at      bigint   not null,
  problem     text,
  created_at  bigint   not null,
  ended_at    bigint
);

create index customer_letter_due on customer_letter (state, due_at);
create index customer_letter_email on customer_letter (email);

-- Whose account an order was made with, whatever contact it names.
create table order_customer (
  order_id  bigint  primary key references customer_order on delete cascade,
  customer  bigint  not null references customer on delete cascade
);

create index order_customer_customer on order_customer (customer);
create index customer_order_email on customer_order (lower(email));
