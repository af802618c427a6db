-- Who decides is asked of the decision alone: the answer to a review does not say it again.
create or replace function recusal_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from recusal r where r.id = new.recusal_id and r.person_id = new.person_id) then
    raise exception 'nobody decides about the own recusal' using errcode = '42501', constraint = 'recusal_decision_other_hand';
  end if;
  if exists (select from recusal r where r.id = new.recusal_id and r.asked_on > new.decided_on) then
    raise exception 'decided before it was asked' using errcode = '23514', constraint = 'recusal_decision_order';
  end if;
  if tg_table_name = 'recusal_decision' then
    if new.by_committee <> recusal_by_committee(new.recusal_id, new.decided_on) then
      raise exception 'the committee decides about the chief, the chief about all others' using errcode = '42501', constraint = 'recusal_decision_body';
    end if;
  end if;
  return new;
end $$;
