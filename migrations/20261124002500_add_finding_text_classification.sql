-- A version of a finding keeps its classification as well, so that every change can be shown. Versions from before have none.
alter table finding_text add column category_id int, add column taxonomy_id int, add column severity text, add column depth text, add column depth_reason text,
  add constraint finding_text_severity check (severity in ('minor', 'moderate', 'serious', 'critical')),
  add constraint finding_text_depth check (depth in ('general', 'major', 'deep')),
  add constraint finding_text_classified check (num_nulls(category_id, taxonomy_id, severity, depth, depth_reason) in (0, 5)),
  add foreign key (taxonomy_id, category_id) references category_entry;
comment on column finding_text.category_id is 'leaf category that this version says; null in versions from before it was kept';
comment on column finding_text.taxonomy_id is 'version of the taxonomy that the category is named by';
comment on column finding_text.severity is 'severity that this version says';
comment on column finding_text.depth is 'depth that this version says';
comment on column finding_text.depth_reason is 'why major or deep, as this version says';
