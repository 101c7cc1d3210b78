-- Since when a host could not be read, try after try; null: it could at the last.
alter table update_host add column failed_since bigint;
