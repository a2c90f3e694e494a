-- Services being written in the browser: the sketch (szkic) of the next edition, and the states it
-- had, for undoing and for telling two editors what the other one changed. Runs beside the previous
-- program, which does not know these tables.

create table service_sketch (
    id uuid primary key,
    service_id uuid references service (id),
    slug text not null,
    template_slug text,
    template_edition integer,
    base_edition_id uuid references service_edition (id),
    version integer not null,
    created_at timestamptz not null,
    constraint service_sketch_slug_key unique (slug)
);

create table service_sketch_state (
    sketch_id uuid not null references service_sketch (id) on delete cascade,
    version integer not null,
    document jsonb not null,
    restores integer,
    act text not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    constraint service_sketch_state_pkey primary key (sketch_id, version)
);
