-- How far findings have come: what happened to each last, what was served last that raises it, whether that is contested. Asked for
-- a page of them at once, of opened cases and those that the actor is cleared for; whoever asks joins it to what row security shows.
create function finding_course(findings uuid[]) returns table (finding_id uuid, event text, event_on date, document_id uuid, contested boolean)
language sql stable security definer rows 50 set search_path = public, pg_temp as $$
  select f.id, last.event, last.day, raised.id,
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
   where f.id = any (findings) and ((f.opened and (select actor_scope()) is not null) or let_in(f.inspection_id)) $$;
comment on function finding_course is 'what happened to findings last, by id, to be joined to what its reader may see';
revoke execute on function finding_course(uuid[]) from public;
grant execute on function finding_course(uuid[]) to xunjian_web;
