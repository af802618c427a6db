-- How far findings have come: what happened to each last, what was served last that raises it, whether that is contested. Asked for
-- a page of them at once, of opened cases and those that the actor is cleared for; whoever asks joins it to what row security shows.
create function finding_course(findings uuid[]) returns table (finding_id uuid, event text, event_on date, document_id uuid, contested boolean)
language plpgsql stable security definer rows 50 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select f.id, last.event, last.day, raised.id,
         exists (select from document_finding x join service s on s.document_id = x.document_id join objection o on o.service_id = s.id
                  where x.finding_id = f.id and not exists (select from objection_review r where r.objection_id = o.id))
    from finding f
    left join lateral (select e.event, e.day from (
      select 'served-' || d.kind as event, s.served_on as day, s.at from document_finding df join document d on d.id = df.document_id join service s on s.document_id = d.id where df.finding_id = f.id
      union all select 'oral-made', c.made_on, c.at from oral_correction c where c.finding_id = f.id
      union all select 'oral-done', d.done_on, d.at from oral_done d where d.finding_id = f.id
      union all select 'reply-' || r.kind, r.received_on, r.at from reply r where r.finding_id = f.id
      union all select 'verification-' || v.outcome, v.day, v.at from verification v where v.finding_id = f.id
      union all select 'closing', c.day, c.at from closing c where c.finding_id = f.id
      union all select 'recheck-' || k.verdict, k.day, k.at from recheck k where k.finding_id = f.id) e order by e.at desc, e.day desc limit 1) last on true
    -- the feedback opinion, which raises them all, gives way to any other
    left join lateral (select d.id from document_finding df join document d on d.id = df.document_id join service s on s.document_id = d.id
                        where df.finding_id = f.id and s.id not in (select w.service_id from service_withdrawn w)
                        order by d.kind = 'feedback_opinion', s.served_on desc, s.at desc limit 1) raised on true
   where f.id = any (findings) and ((f.opened and (select actor_scope()) is not null) or let_in(f.inspection_id));
end $$;
comment on function finding_course is 'what happened to findings last, by id, to be joined to what its reader may see';
revoke execute on function finding_course(uuid[]) from public;
grant execute on function finding_course(uuid[]) to xunjian_web;

-- the clock that each of some findings is due by: of the answer that was returned last, else of the service whose answer is due first
create function finding_clock(findings uuid[]) returns table (finding_id uuid, subject_id uuid, key text)
language plpgsql stable security definer rows 50 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select distinct on (f.id) f.id, c.subject_id, c.key
    from finding f
    join lateral (select s.id from service s join document_finding d on d.document_id = s.document_id
                   where d.finding_id = f.id and f.position <> 'returned' and s.id not in (select w.service_id from service_withdrawn w)
                  union all select v.id from verification v where v.finding_id = f.id and f.position = 'returned') s on true
    join clock c on c.subject_id = s.id and c.due_on = f.due_on and c.key = case f.position when 'returned' then 'return_due' else 'reply_due' end
   where f.id = any (findings) and f.due_on is not null and ((f.opened and (select actor_scope()) is not null) or let_in(f.inspection_id))
   order by f.id, c.started_on desc, c.subject_id;
end $$;
comment on function finding_clock is 'by which clock findings are due, by id, to be joined to what its reader may see';
revoke execute on function finding_clock(uuid[]) from public;
grant execute on function finding_clock(uuid[]) to xunjian_web;

-- the same for the facility: in what words an item was served last, whose clock says by when, why an answer was returned
create function served_course(findings uuid[]) returns table (finding_id uuid, title text, kind text, number text, served_on date, clock_of uuid, note text, contested boolean)
language plpgsql stable security definer rows 50 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select f.id, l.title, l.kind, l.number, l.served_on, case when f.position = 'returned' then v.id else d.id end, case when f.position = 'returned' then v.note end,
         exists (select from document_finding x join service s on s.document_id = x.document_id join objection o on o.service_id = s.id
                  where x.finding_id = f.id and s.facility_id = actor_facility() and not exists (select from objection_review r where r.objection_id = o.id))
    from finding f
    cross join lateral (select x.title, d.kind, d.number, s.served_on from document_finding x join service s on s.document_id = x.document_id join document d on d.id = x.document_id
                         where x.finding_id = f.id and s.facility_id = actor_facility() and s.id not in (select w.service_id from service_withdrawn w)
                         order by s.served_on desc, s.at desc limit 1) l
    left join lateral (select v.id, v.note from verification v where v.finding_id = f.id order by v.at desc, v.id desc limit 1) v on true
    left join lateral (select s.id from document_finding x join service s on s.document_id = x.document_id
                        where x.finding_id = f.id and s.facility_id = actor_facility() and s.reply_due is not null and s.id not in (select w.service_id from service_withdrawn w)
                        order by s.reply_due, s.at limit 1) d on true
   where f.id = any (findings) and f.facility_id = actor_facility();
end $$;
comment on function served_course is 'what the acting liaison''s facility may know of items served on it';
revoke execute on function served_course(uuid[]) from public;
grant execute on function served_course(uuid[]) to xunjian_web;
