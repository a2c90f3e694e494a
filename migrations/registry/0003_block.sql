-- Blocks of questions the lead keeps for the forms of all offices, by edition.

create table block (
    slug text not null,
    edition integer not null,
    hash text not null,
    definition jsonb not null,
    published_at timestamptz not null default now(),
    primary key (slug, edition)
);
