-- Two more turns: an inspector hands in the days that are past, and confirms those of the others.
create or replace function waiting(me uuid, unit int, approves boolean, closes boolean, delegated int[], today date)
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
  -- a plan in force that is to change
  select 'amend', '', i.id, i.id, null
    from plan_amendment a join inspection i on i.id = a.inspection_id join org o on o.id = i.organiser_id
   where not exists (select from plan_decision d where d.inspection_id = a.inspection_id and d.no = a.no) and i.state not in ('closed', 'archived', 'cancelled')
     and ((approves and o.approver_id = unit) or (i.organiser_id = any (delegated) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
  union all
  -- an incident that nothing follows waits for the procuratorate that organises there, and for its chief (刑事诉讼规则 662)
  select 'organise', '', n.id, null::uuid, n.reported_on
    from incident n join facility f on f.id = n.facility_id join org o on o.id = f.supervisor_id
    left join org g on g.id = case when o.level > 2 then org_at(o.id, 2::smallint) else o.id end
   where not exists (select from incident_inspection x where x.incident_id = n.id) and not exists (select from incident_waiver v where v.incident_id = n.id)
     -- whoever plans rounds organises no inspection
     and ((g.id = unit and actor_role() <> 'business_admin') or (approves and o.approver_id = unit))
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
  -- records that an inspector was there for and has not confirmed: one line a case
  select 'sign', '', i.id, i.id, null::date
    from mine m join inspection i on i.id = m.inspection_id and i.state in ('in_progress', 'suspended', 'fieldwork_done')
   where m.inspector and exists (select from record r join record_inspector n on n.record_id = r.id and n.person_id = me
                                  where r.inspection_id = i.id and r.signed = 'open'
                                    and not exists (select from record_confirmation c where c.record_id = r.id and c.person_id = me)
                                    and not exists (select from record_refusal f where f.record_id = r.id and f.person_id = me and f.version = r.version))
  union all
  -- a past day of one's own on site that was not handed in, as it stands: one line a case
  select 'hand_in', '', i.id, i.id, null::date
    from mine m join inspection i on i.id = m.inspection_id and i.state = 'in_progress'
   where m.inspector
     and exists (select from record_inspector n join record r on r.id = n.record_id
                  where n.inspection_id = i.id and n.person_id = me and r.signed <> 'unasked' and r.day < today
                    and not exists (select from day_hand_in h where h.inspection_id = i.id and h.person_id = me and h.day = r.day))
  union all
  -- days that others of the team have handed in and nobody has confirmed
  select 'peer', '', i.id, i.id, null::date
    from mine m join inspection i on i.id = m.inspection_id and i.state in ('in_progress', 'suspended', 'fieldwork_done')
   where m.inspector
     and exists (select from day_hand_in h where h.inspection_id = i.id and h.person_id <> me
                    and not exists (select from day_peer p where p.inspection_id = h.inspection_id and p.day = h.day and p.person_id = h.person_id and p.records = h.records)
                    and not exists (select from day_hand_in l where l.inspection_id = h.inspection_id and l.day = h.day and l.person_id = h.person_id and l.at > h.at))
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
  select 'review', '', o.id, o.inspection_id, c.due_on
    from objection o join inspection i on i.id = o.inspection_id join org g on g.id = i.organiser_id
    left join clock c on c.subject_id = o.service_id and c.key = 'objection_review'
   where not exists (select from objection_review r where r.objection_id = o.id) and o.registered_by is distinct from me
     and ((approves and g.approver_id = unit) or (i.organiser_id = any (delegated) and not exists (select from mine m where m.inspection_id = i.id and m.lead)))
  union all
  -- what was told seven days ago and is not put right is told in writing (刑事诉讼规则 624)
  select 'write', '', x.id, x.inspection_id, c.due_on
    from mine m join clock c on c.inspection_id = m.inspection_id and c.key = 'oral_fix' and c.met_on is null and c.void_on is null and c.due_on < today
    join finding x on x.id = c.subject_id and x.status = 'confirmed' join inspection i on i.id = x.inspection_id and i.state in ('reported', 'feedback_approved', 'feedback_delivered', 'rectifying', 'follow_up')
   where m.lead and not exists (select from document_finding d join document t on t.id = d.document_id
                                 where d.finding_id = x.id and t.kind in ('correction_notice', 'recommendation'))
  union all
  select 'urge', '', x.id, x.inspection_id, x.due_on
    from finding x where x.follow_up_owner_id = me and x.status = 'confirmed' and x.position <> 'closed' and x.due_on < today and x.told
$$;

-- what waits is remembered until something that it rests on changes: these are that too
do $$ declare t text; begin
  foreach t in array array['record', 'record_inspector', 'record_confirmation', 'record_refusal', 'day_hand_in', 'day_peer'] loop
    execute format('create trigger figure_changes after insert or update or delete or truncate on %I for each statement execute function figure_changes(''none'')', t);
  end loop;
end $$;
