-- The same that waits for whom, found without looking at every case: one's own teams by one's own key, the units below once a statement.

-- whoever is on a team knows it; what is read through it has its own row security
create function own_places(me uuid) returns table (inspection_id uuid, lead boolean, leader boolean, inspector boolean)
language plpgsql stable security definer rows 10 set search_path = public, pg_temp as $$
begin
  return query select t.inspection_id, bool_or(t.place = 'lead_prosecutor'), bool_or(t.place = 'team_leader'), bool_or(t.place not in ('expert', 'observer'))
                 from team_member t where t.person_id = me and me = actor_person() group by t.inspection_id;
end $$;
comment on function own_places(uuid) is 'the cases on whose team the actor is, and as what; nobody is told another''s';

-- a procuratorate with all those below it
create function org_below(top int) returns setof int language sql stable parallel safe rows 100 as $$
  with recursive down as (select id from org where id = top union all select o.id from org o join down d on o.parent_id = d.id) select id from down $$;
comment on function org_below(int) is 'a procuratorate and all those below it';

-- whoever closes has seldom had another hand in anything
create index finding_hand_other on finding_hand (person_id, finding_id) where hand <> 'close';
create function own_hands(me uuid) returns setof uuid language plpgsql stable security definer rows 100 set search_path = public, pg_temp as $$
begin
  return query select h.finding_id from finding_hand h where h.person_id = me and me = actor_person() and h.hand <> 'close';
end $$;
comment on function own_hands(uuid) is 'the findings that the actor has had a hand in other than closing; nobody is told another''s';

drop function waiting(uuid, int, smallint, boolean, boolean, int[], date);
create function waiting(me uuid, unit int, approves boolean, closes boolean, delegated int[], today date)
returns table (task text, state text, id uuid, inspection_id uuid, due_on date) language sql stable as $$
  with mine as materialized (select * from own_places(me)),
       below as materialized (select o as id from org_below(unit) o where closes)
  select 'lead', i.state, i.id, i.id,
         case when i.state in ('draft', 'approved', 'prepared', 'notified') then i.planned_from when i.state = 'in_progress' then i.planned_to
              when i.state in ('fieldwork_done', 'feedback_approved') then i.feedback_due when i.state in ('rectifying', 'follow_up') then i.follow_up_due end
    from mine m join inspection i on i.id = m.inspection_id
   where m.lead
     and (i.state in ('draft', 'approved', 'prepared', 'notified', 'in_progress', 'fieldwork_done', 'feedback_approved', 'feedback_delivered', 'follow_up')
          -- while the facility works it is the lead's turn only when the follow-up comes near
          or i.state = 'rectifying' and i.follow_up_due - 30 <= today
          or i.state in ('rectifying', 'closed')
             and not exists (select from finding x where x.inspection_id = i.id and x.status = 'confirmed' and x.position <> 'closed'))
  union all
  select 'approve', i.state, i.id, i.id, case i.state when 'submitted' then i.planned_from when 'reported' then i.feedback_due end
    from inspection i join org o on o.id = i.organiser_id
   where i.state in ('submitted', 'reported', 'closable', 'suspended')
     and ((approves and o.approver_id = unit) or (i.organiser_id = any (delegated) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
  union all
  select 'issue', '', d.id, d.inspection_id, null
    from document d join inspection i on i.id = d.inspection_id join org o on o.id = i.organiser_id
   where d.state = 'submitted'
     and ((approves and o.approver_id = unit) or (i.organiser_id = any (delegated) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
  union all
  select 'submit', '', d.id, d.inspection_id, null
    from mine m join document d on d.inspection_id = m.inspection_id
   where m.lead and d.state = 'draft' and d.kind <> 'feedback_opinion'
  union all
  select 'serve', '', d.id, d.inspection_id, null
    from mine m join inspection i on i.id = m.inspection_id and i.state not in ('closed', 'archived', 'cancelled') join document d on d.inspection_id = i.id
   where m.lead and d.state = 'issued' and d.kind <> 'feedback_opinion' and not exists (select from service s where s.document_id = d.id)
  union all
  select 'confirm', '', x.id, x.inspection_id, null
    from mine m join finding x on x.inspection_id = m.inspection_id join inspection i on i.id = x.inspection_id
   where (m.lead or m.leader) and x.status = 'recorded' and x.author_id is distinct from me and i.state in ('in_progress', 'suspended', 'fieldwork_done')
  union all
  select 'verify', '', x.id, x.inspection_id, null
    from mine m join finding x on x.inspection_id = m.inspection_id
   where m.inspector and x.status = 'confirmed' and x.position = 'to_verify'
     and not exists (select from finding_hand h where h.finding_id = x.id and h.person_id = me and h.hand <> 'verify')
  union all
  select 'close', '', x.id, x.inspection_id, null
    from finding x
         -- case by case: few cases have something to close, and all would be read to be joined at once
         cross join lateral (select i.organiser_id from inspection i where i.id = x.inspection_id offset 0) i
   where closes and x.status = 'confirmed' and x.position = 'verified' and i.organiser_id in (select b.id from below b)
     and x.id not in (select own_hands(me))
  union all
  select 'receive', '', x.id, x.inspection_id, null
    from hand_over h join finding x on x.id = h.finding_id where h.to_org_id = unit and h.received_on is null
  union all
  select 'urge', '', x.id, x.inspection_id, x.due_on
    from finding x where x.follow_up_owner_id = me and x.status = 'confirmed' and x.position <> 'closed' and x.due_on < today and x.told
$$;
comment on function waiting(uuid, int, boolean, boolean, int[], date) is 'whose turn it is: task, the case''s state where the task is a step of it, the subject, its case, and by when';
