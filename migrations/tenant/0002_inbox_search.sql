-- The inbox searches by case mark and service title: an index that serves "contains" as typed.
-- Runs beside the previous program: it only adds.

create index case_file_mark_search_idx on case_file using gin (mark gin_trgm_ops);
create index case_file_title_search_idx on case_file using gin (title gin_trgm_ops);
