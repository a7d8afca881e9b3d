-- What people and programs asked to have done, each once: `name` is the sender's own, so that what is sent again is
-- known. `turn` is whoever works at it; `acted` is set in the transaction that acts; `status` when it was answered.
create table sent_request (
  who          text     not null,
  name         text     not null,
  fingerprint  text     not null,
  turn         text     not null,
  acted        boolean  not null default false,
  at           bigint   not null,
  status       integer,
  location     text,
  cookie       text,
  content_type text,
  body         text,
  primary key (who, name)
);

create index sent_request_at on sent_request (at);

-- Programs elsewhere that are told what happened: all of `topics`, in the order of the events, as far as `last_event`.
-- `secret` signs what is sent, so it is kept as it is. `due_at` is when it is tried next, or until when it is tried.
create table webhook (
  id            ${key},
  url           text     not null,
  topics        text     not null,
  secret        text     not null,
  allows_lan    boolean  not null,
  created_by    text     not null,
  created_at    bigint   not null,
  first_event   bigint   not null,
  last_event    bigint   not null,
  tries         integer  not null default 0,
  due_at        bigint   not null,
  failing_since bigint,
  paused_at     bigint,
  gone_at       bigint
);

-- What was sent last to each, and how it went; event 0 is a test.
create table webhook_delivery (
  id           ${key},
  hook         bigint   not null references webhook,
  event        bigint   not null,
  delivery     text     not null,
  at           bigint   not null,
  took_ms      bigint   not null,
  http_status  integer,
  problem      text,
  arrived      boolean  not null
);

create index webhook_delivery_hook on webhook_delivery (hook, id);
