-- What a record has led to is counted on the day log and shown on the record.
create index finding_record on finding (record_id);
