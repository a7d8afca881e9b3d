-- Codes by which a new printer computer is let in, each once and for some minutes; only the hash is kept.
create table pairing (
  code_hash  text    primary key,
  until      bigint  not null
);
