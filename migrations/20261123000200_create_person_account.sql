-- Persons, the posts they hold, accounts, sessions.
create table person (
  id uuid primary key,
  name text not null,
  gender text constraint person_gender check (gender in ('female', 'male')),
  kind text not null constraint person_kind check (kind in ('prosecutor', 'assistant', 'clerk', 'expert', 'observer', 'liaison', 'administrator')),
  rank text not null default '',
  title text not null default ''
);
comment on table person is 'everyone who acts or is named: prosecutors, experts, liaisons, administrators';
comment on column person.rank is '检察官等级 code, see people::person::Rank; empty where none';

create table post (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null constraint post_role check (role in
    ('chief', 'department_head', 'business_admin', 'prosecutor', 'resident', 'liaison', 'system_admin', 'security_admin', 'auditor')),
  org_id int references org,
  facility_id uuid references facility,
  title text not null default '',
  during daterange not null,
  class text not null generated always as (case role when 'system_admin' then 'system' when 'security_admin' then 'security' when 'auditor' then 'audit' when 'liaison' then 'liaison' else 'case' end) stored,
  constraint post_place check (num_nonnulls(org_id, facility_id) = 1 and (role = 'liaison') = (facility_id is not null)),
  constraint post_three_administrators exclude using gist (person_id with =, class with <>, during with &&)
);
create index post_person on post (person_id);
create index post_org on post (org_id, role);
comment on table post is 'posts held, with dates: the right to act comes from here, and so do the facts for recusal';
comment on constraint post_three_administrators on post is '三员分立: system, security and audit administration and case work never meet in one person';

create table account (
  person_id uuid primary key references person,
  username text not null constraint account_username unique,
  secret text not null,
  disabled boolean not null default false,
  created_at timestamptz not null,
  secret_changed_at timestamptz not null,
  constraint account_username_form check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$')
);
comment on table account is 'one person, one account; secret is an argon2id PHC string';

create table session (
  token_sha256 bytea primary key,
  person_id uuid not null references account,
  post_id uuid not null references post,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  idle interval not null,
  revoked_at timestamptz,
  agent text not null default '',
  constraint session_ends check (ends_at > created_at)
);
create index session_person on session (person_id) where revoked_at is null;
comment on table session is 'one sign-in in one post; the token itself is never stored';

create table sign_in_guard (
  kind text not null constraint sign_in_guard_kind check (kind in ('name', 'source')),
  key text not null,
  failures int not null,
  locks int not null,
  locked_until timestamptz,
  last_at timestamptz not null,
  constraint sign_in_guard_pk primary key (kind, key)
);
comment on table sign_in_guard is 'failed sign-ins by submitted name, known or not, and by source address';

create table delegation (
  id uuid primary key,
  org_id int not null references org,
  person_id uuid not null references person,
  during daterange not null,
  reason text not null,
  given_by uuid references person
);
create index delegation_person on delegation (person_id);
comment on table delegation is 'the chief of org_id lets person_id approve in the chief''s place for a period (组织法 29)';

create table idempotency (
  person_id uuid not null references person,
  key uuid not null,
  route text not null,
  location text not null,
  at timestamptz not null,
  constraint idempotency_pk primary key (person_id, key, route)
);
comment on table idempotency is 'what a post answered the first time, so that a repeat gets the same answer';

create table installation (
  one boolean primary key default true constraint installation_one check (one),
  kind text not null constraint installation_kind check (kind in ('real', 'demo')),
  at timestamptz not null
);
comment on table installation is 'whether this database holds real or demonstration data; set once';
