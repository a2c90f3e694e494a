-- What people searched for at the office and found nothing: counted by day, so that editors can add
-- the word to a service. The words stand here only once they were counted often enough to be
-- nobody's; until then there is a fingerprint. Runs beside the previous program, which does not
-- know this table.

create table missed_search (
    day date not null,
    fingerprint bytea not null,
    words text,
    count integer not null,
    constraint missed_search_pkey primary key (day, fingerprint),
    constraint missed_search_words_check check (char_length(words) <= 60),
    constraint missed_search_count_check check (count > 0)
);
