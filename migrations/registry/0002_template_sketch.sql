-- The lead writes templates in the browser: the sketch of the next edition with the states it had,
-- what an edition says to the offices that adopt it, and who of the lead may do what. Runs beside
-- the previous program, which publishes editions from files only and knows one kind of operator.

alter table template
    add column release_notes text not null default '',
    add column due_on date,
    add column due_reason text not null default '',
    add column source text not null default 'file',
    add column published_by text not null default 'program',
    add constraint template_source_check check (source in ('file', 'browser'));

alter table operator
    add column role text not null default 'operator',
    add constraint operator_role_check check (role in ('operator', 'catalogue_editor'));

create table template_sketch (
    id uuid primary key,
    slug text not null,
    template_slug text,
    template_edition integer,
    version integer not null,
    created_at timestamptz not null,
    constraint template_sketch_slug_key unique (slug),
    constraint template_sketch_template_fkey foreign key (template_slug, template_edition)
        references template (slug, edition)
);

create table template_sketch_state (
    sketch_id uuid not null references template_sketch (id) on delete cascade,
    version integer not null,
    document jsonb not null,
    restores integer,
    act text not null,
    changed_at timestamptz not null,
    changed_by uuid not null references operator (id),
    constraint template_sketch_state_pkey primary key (sketch_id, version)
);
