-- Keys by which people sign in without a password: `public_part` is what the key told of itself (WebAuthn's attested
-- credential data), `counter` how often it said that it signed.
create table passkey (
  id             ${key},
  person         bigint   not null references person (id),
  name           text     not null,
  credential_id  text     not null unique,
  public_part    text     not null,
  counter        bigint   not null,
  synced         boolean  not null,
  added_at       bigint   not null,
  used_at        bigint
);
create index passkey_of_person on passkey (person);

-- What a key is to sign, once; with a person where they add a key, with none where somebody signs in.
create table passkey_question (
  challenge   text    primary key,
  person      bigint  references person (id),
  expires_at  bigint  not null
);
create index passkey_question_end on passkey_question (expires_at);
