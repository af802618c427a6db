-- Logging a finding writes what it must and no more.

-- (inspection_id, no) is unique, and that index serves the list of a case as well
drop index finding_inspection;

-- said already by the two keys of several columns: to the case at its facility, to the category in its taxonomy
alter table finding drop constraint finding_inspection_id_fkey, drop constraint finding_category_id_fkey, drop constraint finding_taxonomy_id_fkey;

-- what is only recorded stands nowhere yet and is due by nothing
drop trigger z_settle on finding;
create trigger z_settle after insert on finding for each row when (new.status <> 'recorded') execute function finding_settle_after();

-- found on site: no day of a record lies after the end of the fieldwork, so that a list by the end need not read what was found later
alter table finding add constraint finding_found_on_site check (found_on <= ended_on);
