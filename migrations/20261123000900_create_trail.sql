-- The audit trail: entries in the writing transaction, hashed at once, linked into a chain per shard by a job.
create table trail_entry (
  id uuid primary key,
  shard smallint not null generated always as (mod(('x' || right(id::text, 2))::bit(8)::int, 4)) stored,
  at timestamptz not null,
  actor_id uuid,
  actor_org_id int,
  session_sha256 bytea,
  deed text not null,
  subject text not null,
  subject_id uuid,
  inspection_id uuid,
  value_sha256 bytea not null,
  sha256 bytea not null
);
create index trail_entry_subject on trail_entry (subject_id, at);
create index trail_entry_at on trail_entry (at);
comment on table trail_entry is '操作审计: who did what to which record and when, never its content';

create table trail_value (
  entry_id uuid primary key references trail_entry,
  value jsonb not null
);
comment on table trail_value is 'what was written, apart from who and when, so that an auditor sees no case content';

create table trail_link (
  shard smallint not null,
  no bigint not null,
  entry_id uuid not null constraint trail_link_entry unique,
  sha256 bytea not null,
  constraint trail_link_pk primary key (shard, no)
);
comment on table trail_link is 'the sealed chain: each link hashes the one before and its entry';

create table trail_pending (entry_id uuid primary key, shard smallint not null);
comment on table trail_pending is 'entries that the sealing job has not linked yet';

create function trail_entry_sha(e trail_entry) returns bytea language sql immutable as $$
  select sha256(convert_to(concat_ws('|', e.id, extract(epoch from e.at), e.actor_id, e.actor_org_id, encode(e.session_sha256, 'hex'), e.deed, e.subject, e.subject_id, e.inspection_id, encode(e.value_sha256, 'hex')), 'UTF8')) $$;

create function trail_write(entry uuid, instant timestamptz, actor uuid, actor_org int, session bytea, the_deed text, the_subject text, the_id uuid, the_case uuid, the_value jsonb)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare e trail_entry;
begin
  if 'xunjian_web' in (current_setting('role'), session_user) and actor is distinct from nullif(current_setting('app.person', true), '')::uuid then
    raise exception 'an entry names who acts' using errcode = '42501', constraint = 'trail_own_name';
  end if;
  e.id := entry; e.at := instant; e.actor_id := actor; e.actor_org_id := actor_org; e.session_sha256 := session;
  e.deed := the_deed; e.subject := the_subject; e.subject_id := the_id; e.inspection_id := the_case;
  e.value_sha256 := sha256(convert_to(the_value::text, 'UTF8'));
  insert into trail_entry (id, at, actor_id, actor_org_id, session_sha256, deed, subject, subject_id, inspection_id, value_sha256, sha256)
    values (e.id, e.at, e.actor_id, e.actor_org_id, e.session_sha256, e.deed, e.subject, e.subject_id, e.inspection_id, e.value_sha256, trail_entry_sha(e));
  insert into trail_value values (entry, the_value);
  insert into trail_pending select t.id, t.shard from trail_entry t where t.id = entry;
end $$;

create function trail_seal(batch int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare p record; last record; n int := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('trail_seal')) then return 0; end if;
  for p in select e.id, e.shard, e.sha256 from trail_pending q join trail_entry e on e.id = q.entry_id order by e.id limit batch loop
    select l.no, l.sha256 into last from trail_link l where l.shard = p.shard order by l.no desc limit 1;
    insert into trail_link values (p.shard, coalesce(last.no, 0) + 1, p.id, sha256(coalesce(last.sha256, ''::bytea) || p.sha256));
    delete from trail_pending where entry_id = p.id;
    n := n + 1;
  end loop;
  return n;
end $$;

-- the first broken place of the chain, in words for an operator; no row when it holds
create function trail_verify() returns table (shard smallint, no bigint, fault text) language sql stable security definer set search_path = public, pg_temp as $$
  with chain as (
    select l.shard, l.no, l.entry_id, l.sha256, lag(l.sha256) over w as before, lag(l.no) over w as no_before from trail_link l window w as (partition by l.shard order by l.no))
  select c.shard, c.no, case
      when e.id is null then 'the entry is gone'
      when e.sha256 <> trail_entry_sha(e) then 'the entry was changed'
      when v.entry_id is null or e.value_sha256 <> sha256(convert_to(v.value::text, 'UTF8')) then 'the value was changed'
      when c.no <> coalesce(c.no_before, 0) + 1 then 'a link is missing before it'
      else 'the link does not follow from the one before' end
    from chain c left join trail_entry e on e.id = c.entry_id left join trail_value v on v.entry_id = c.entry_id
   where e.id is null or e.sha256 <> trail_entry_sha(e) or v.entry_id is null or e.value_sha256 <> sha256(convert_to(v.value::text, 'UTF8'))
      or c.no <> coalesce(c.no_before, 0) + 1 or c.sha256 <> sha256(coalesce(c.before, ''::bytea) || e.sha256)
   order by c.shard, c.no limit 20 $$;
create trigger trail_entry_append_only before update or delete on trail_entry for each row execute function refuse();
create trigger trail_value_append_only before update or delete on trail_value for each row execute function refuse();
create trigger trail_link_append_only before update or delete on trail_link for each row execute function refuse();
