-- Once the answer is there nobody need report upwards: that clock falls away, it is not met. So does the right to object.
create or replace function clock_settle(f finding) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from clock c where c.inspection_id = f.inspection_id and c.met_on is null and c.void_on is null) then return; end if;
  update clock c set met_on = case when c.key = 'reply_due' then a.answered end,
                     void_on = case when c.key <> 'reply_due' or a.answered is null then coalesce(a.answered, a.fallen) end
    from (select s.id, max(r.received_on) as answered, max(t.day) as fallen
            from service s join document_finding own on own.document_id = s.document_id and own.finding_id = f.id
            join document_finding d on d.document_id = s.document_id
            join finding g on g.id = d.finding_id
            join step t on t.subject = 'finding' and t.subject_id = g.id and t.no = g.step_no
            left join lateral (select min(r.received_on) as received_on from reply r where r.finding_id = g.id and r.kind = 'report' and r.received_on >= s.served_on) r on true
           group by s.id having bool_and(g.status <> 'confirmed' or g.position = 'closed' or r.received_on is not null)) a
   where c.subject_id = a.id and c.key in ('reply_due', 'escalate_on', 'objection_in') and c.met_on is null and c.void_on is null;
  update clock c set met_on = r.received_on
    from verification v join lateral (select min(r.received_on) as received_on from reply r where r.finding_id = v.finding_id and r.kind = 'report' and r.at > v.at) r on r.received_on is not null
   where v.finding_id = f.id and c.subject_id = v.id and c.key = 'return_due' and c.met_on is null and c.void_on is null;
end $$;
