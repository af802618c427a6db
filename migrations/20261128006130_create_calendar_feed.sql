-- 日程: days on which nobody travels, and the secret address under which a person's own calendar is read by another program.
create table blackout (
  id uuid constraint blackout_pk primary key,
  org_id int not null references org,
  first_day date not null,
  last_day date not null,
  reason text not null constraint blackout_reason check (reason <> ''),
  by_id uuid not null references person,
  at timestamptz not null,
  ended_by uuid references person,
  ended_at timestamptz,
  constraint blackout_days check (last_day >= first_day),
  constraint blackout_ended check (num_nonnulls(ended_by, ended_at) <> 1)
);
create index blackout_org on blackout (org_id, first_day);
comment on table blackout is '停止外出的日子: days on which no team of an organ travels, such as congresses and examinations';
comment on column blackout.id is 'key';
comment on column blackout.org_id is 'for the teams of which organ';
comment on column blackout.first_day is 'the first day';
comment on column blackout.last_day is 'the last';
comment on column blackout.reason is 'why';
comment on column blackout.by_id is 'who set it';
comment on column blackout.at is 'when';
comment on column blackout.ended_by is 'who took it back';
comment on column blackout.ended_at is 'when it was taken back';
alter table blackout enable row level security;
create policy blackout_reach on blackout for select to xunjian_web using (actor_scope() is not null);
create policy blackout_set on blackout for insert to xunjian_web with check (by_id = actor_person() and org_id = actor_org() and actor_role() = 'business_admin' and ended_at is null);
create policy blackout_end on blackout for update to xunjian_web using (org_id = (select actor_org()) and (select actor_role()) = 'business_admin') with check (ended_by = actor_person());
grant select, insert on blackout to xunjian_web;
grant update (ended_by, ended_at) on blackout to xunjian_web;

create table calendar_feed (
  id uuid constraint calendar_feed_pk primary key,
  person_id uuid not null references person,
  secret_sha256 bytea not null constraint calendar_feed_secret unique,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create unique index calendar_feed_one on calendar_feed (person_id) where revoked_at is null;
comment on table calendar_feed is 'the secret address of a person''s own calendar: only what it hashes to is kept; a new one ends the one before';
comment on column calendar_feed.id is 'key';
comment on column calendar_feed.person_id is 'whose';
comment on column calendar_feed.secret_sha256 is 'the secret as it can be compared, and never read';
comment on column calendar_feed.made_at is 'since when';
comment on column calendar_feed.revoked_at is 'until when';
alter table calendar_feed enable row level security;
create policy calendar_feed_own on calendar_feed for all to xunjian_web using (person_id = (select actor_person())) with check (person_id = actor_person());
grant select, insert on calendar_feed to xunjian_web;
grant update (revoked_at) on calendar_feed to xunjian_web;

-- what stands in a person's own calendar, for whoever has the secret: the inspections whose team the person is on, the days on which
-- the person is away, what a lead has to do by when. A case that is not opened says its days and nothing else. Nothing comes of an
-- account that is disabled, of a person without a post, of a secret that was revoked.
create function feed_of(the_secret bytea, today date)
returns table (id uuid, what text, kind text, facility_zh text, facility_en text, first_day date, last_day date)
language sql stable security definer set search_path = public, pg_temp as $$
  with me as (
    select f.person_id from calendar_feed f join account a on a.person_id = f.person_id and not a.disabled
     where f.secret_sha256 = the_secret and f.revoked_at is null
       and exists (select from post p where p.person_id = f.person_id and p.class in ('case', 'outside') and p.during @> today)),
  cases as (
    select i.id, i.opened, i.kind, fa.name_zh, fa.name_en, least(coalesce(i.started_on, i.planned_from), coalesce(i.ended_on, i.planned_to)) as first_day, coalesce(i.ended_on, i.planned_to) as last_day,
           i.state, i.feedback_due, i.follow_up_due, bool_or(t.place = 'lead_prosecutor') as lead
      from me join team_member t on t.person_id = me.person_id join inspection i on i.id = t.inspection_id join facility fa on fa.id = i.facility_id
     where i.state <> 'cancelled' and exists (select from inspection_clearance c where c.inspection_id = i.id and c.person_id = me.person_id and c.during @> today
                                               union all select where i.opened)
     group by i.id, fa.id)
  -- what is hidden bears no key of its own abroad either
  select case when c.opened then c.id else substr(encode(sha256(the_secret || uuid_send(c.id)), 'hex'), 1, 32)::uuid end, case when c.opened then 'inspection' else 'sealed' end, case when c.opened then c.kind else '' end,
         case when c.opened then c.name_zh else '' end, case when c.opened then c.name_en else '' end, c.first_day, c.last_day
    from cases c where c.last_day >= today - 92
  union all
  select c.id, 'feedback', c.kind, c.name_zh, c.name_en, c.feedback_due, c.feedback_due from cases c
   where c.lead and c.opened and c.feedback_due is not null and c.state in ('fieldwork_done', 'reported', 'feedback_approved')
  union all
  select c.id, 'follow_up', c.kind, c.name_zh, c.name_en, c.follow_up_due, c.follow_up_due from cases c
   where c.lead and c.opened and c.follow_up_due is not null and c.state in ('feedback_delivered', 'rectifying', 'follow_up')
  union all
  select a.id, 'away', '', '', '', lower(a.during), upper(a.during) - 1 from me join absence a on a.person_id = me.person_id
   where a.void_on is null and upper(a.during) >= today - 92
  order by 6, 1 $$;
comment on function feed_of(bytea, date) is 'a person''s own calendar by the hash of its secret; none where that is wrong, revoked, or the account disabled';
revoke execute on function feed_of(bytea, date) from public;
grant execute on function feed_of(bytea, date) to xunjian_web;
create function feed_is(the_secret bytea, today date) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from calendar_feed f join account a on a.person_id = f.person_id and not a.disabled where f.secret_sha256 = the_secret and f.revoked_at is null
                    and exists (select from post p where p.person_id = f.person_id and p.class in ('case', 'outside') and p.during @> today)) $$;
comment on function feed_is(bytea, date) is 'whether a secret opens a calendar today';
revoke execute on function feed_is(bytea, date) from public;
grant execute on function feed_is(bytea, date) to xunjian_web;
