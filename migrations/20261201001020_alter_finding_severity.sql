-- Facts and category suffice while the team is on site: how severe it is may be said later, at the latest before it is confirmed.
alter table finding alter column severity drop not null;
alter table finding add constraint finding_severity_said check (severity is not null or status not in ('confirmed', 'withdrawn'));
alter table finding_text drop constraint finding_text_classified;
alter table finding_text add constraint finding_text_classified
  check (num_nulls(category_id, taxonomy_id, depth, depth_reason) in (0, 4) and (severity is null or category_id is not null));
comment on column finding_text.severity is 'severity that this version says, where it says one';
comment on column finding.severity is 'minor, moderate, serious, critical; none while nobody has said, which no confirmed finding is';
