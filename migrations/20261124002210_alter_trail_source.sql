-- The trail says from where, and the auditor reads who did what to which record, never its content.
alter table trail_entry add column source text;
comment on column trail_entry.source is 'the address that the request came from; null for the operator and for jobs';

-- entries from before the column hash as they did: concat_ws leaves out what is null
create or replace function trail_entry_sha(e trail_entry) returns bytea language sql immutable as $$
  select sha256(convert_to(concat_ws('|', e.id, extract(epoch from e.at), e.actor_id, e.actor_org_id, encode(e.session_sha256, 'hex'), e.deed, e.subject, e.subject_id, e.inspection_id, encode(e.value_sha256, 'hex'), 'from ' || e.source), 'UTF8')) $$;

create or replace function trail_write(entry uuid, instant timestamptz, actor uuid, actor_org int, session bytea, the_deed text, the_subject text, the_id uuid, the_case uuid, the_value jsonb)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare e trail_entry;
begin
  if 'xunjian_web' in (current_setting('role'), session_user) and actor is distinct from nullif(current_setting('app.person', true), '')::uuid then
    raise exception 'an entry names who acts' using errcode = '42501', constraint = 'trail_own_name';
  end if;
  e.id := entry; e.at := instant; e.actor_id := actor; e.actor_org_id := actor_org; e.session_sha256 := session;
  e.deed := the_deed; e.subject := the_subject; e.subject_id := the_id; e.inspection_id := the_case;
  e.value_sha256 := sha256(convert_to(the_value::text, 'UTF8')); e.source := nullif(current_setting('app.source', true), '');
  insert into trail_entry (id, at, actor_id, actor_org_id, session_sha256, deed, subject, subject_id, inspection_id, value_sha256, sha256, source)
    values (e.id, e.at, e.actor_id, e.actor_org_id, e.session_sha256, e.deed, e.subject, e.subject_id, e.inspection_id, e.value_sha256, trail_entry_sha(e), e.source);
  insert into trail_value values (entry, the_value);
  insert into trail_pending select t.id, t.shard from trail_entry t where t.id = entry;
end $$;

create table trail_verification (
  id uuid primary key,
  at timestamptz not null,
  links bigint not null,
  waiting bigint not null,
  shard smallint,
  no bigint,
  entry_id uuid,
  fault text,
  constraint trail_verification_fault check ((fault is null) = (no is null) and (fault is null) = (shard is null))
);
create index trail_verification_at on trail_verification (at desc, id desc);
comment on table trail_verification is '核验: the chain recomputed from end to end, how many links it had, and the first place where it did not hold';
comment on column trail_verification.links is 'links of the chain that were recomputed';
comment on column trail_verification.waiting is 'entries that were written and not sealed yet';
comment on column trail_verification.entry_id is 'the entry of the first bad link';
create trigger trail_verification_append_only before update or delete on trail_verification for each row execute function refuse();

create table trail_export (
  id uuid primary key,
  at timestamptz not null,
  person_id uuid not null references person,
  query text not null,
  upto_at timestamptz not null,
  upto_id uuid not null,
  entries int not null,
  chain text not null,
  sha256 bytea not null
);
create index trail_export_at on trail_export (at desc, id desc);
comment on table trail_export is '导出: a list of entries that left the system, with the seal by which a file is recognised';
comment on column trail_export.query is 'the filters, as they stand in the address of the list';
comment on column trail_export.upto_at is 'with upto_id the latest entry that was there: what came after is not in it';
comment on column trail_export.chain is 'the heads of the chain at that moment, as written in the file';
comment on column trail_export.sha256 is 'of the whole file';
create trigger trail_export_append_only before update or delete on trail_export for each row execute function refuse();

create index trail_entry_list on trail_entry (at desc, id desc);
create index trail_entry_actor on trail_entry (actor_id, at desc, id desc);
create index trail_entry_deed on trail_entry (deed, at desc, id desc);
drop index trail_entry_at;

-- the security administrator reviews who was given which right, the auditor reads all
alter table trail_entry enable row level security;
create policy trail_entry_audit on trail_entry for select to xunjian_web
  using ((select actor_role()) = 'auditor' or ((select actor_role()) = 'security_admin' and subject in ('person', 'account', 'post', 'session', 'delegation')));
alter table trail_link enable row level security;
create policy trail_link_audit on trail_link for select to xunjian_web using ((select actor_role()) = 'auditor');
alter table trail_pending enable row level security;
create policy trail_pending_audit on trail_pending for select to xunjian_web using ((select actor_role()) = 'auditor');
alter table trail_verification enable row level security;
create policy trail_verification_audit on trail_verification for select to xunjian_web using ((select actor_role()) = 'auditor');
alter table trail_export enable row level security;
create policy trail_export_audit on trail_export for select to xunjian_web using ((select actor_role()) = 'auditor');
create policy trail_export_own_name on trail_export for insert to xunjian_web with check ((select actor_role()) = 'auditor' and person_id = actor_person());
grant select on trail_entry, trail_link, trail_pending, trail_verification to xunjian_web;
grant select, insert on trail_export to xunjian_web;
comment on column trail_verification.id is 'key';
comment on column trail_verification.at is 'when it was recomputed';
comment on column trail_verification.shard is 'the shard of the first bad link; null when the chain holds';
comment on column trail_verification.no is 'the number of the first bad link within its shard';
comment on column trail_verification.fault is 'what is wrong with it, in words for an operator';
comment on column trail_export.id is 'key';
comment on column trail_export.at is 'when it was made';
comment on column trail_export.person_id is 'the auditor who made it';
comment on column trail_export.upto_id is 'see upto_at';
comment on column trail_export.entries is 'how many entries are in it';
