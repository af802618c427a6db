-- An issued document keeps the name that its issuer had that day: a change of name alters nothing that was issued.
alter table document add column issuer_zh text, add column issuer_en text;
comment on column document.issuer_zh is 'the issuer''s Chinese name on the day of issue; null until then';
comment on column document.issuer_en is 'the issuer''s English name on the day of issue; null until then';
alter table document disable trigger document_frozen;
update document d set issuer_zh = o.name_zh, issuer_en = o.name_en from org o where o.id = d.issuer_id and d.state = 'issued';
alter table document enable trigger document_frozen;
alter table document add constraint document_issuer_named check ((state = 'issued') = (issuer_zh is not null) and (state = 'issued') = (issuer_en is not null));

create function document_names_issuer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select o.name_zh, o.name_en into new.issuer_zh, new.issuer_en from org o where o.id = new.issuer_id;
  return new;
end $$;
create trigger document_names_issuer before insert on document for each row when (new.state = 'issued') execute function document_names_issuer();
create trigger document_names_issuer_now before update of state on document for each row when (new.state = 'issued' and old.state <> 'issued') execute function document_names_issuer();
