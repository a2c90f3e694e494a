-- Publishing a service: asking a colleague for it, and publishing at a date. What is asked for or
-- scheduled is one version of the sketch, kept here whole. Runs beside the previous program, which
-- does not know this table.

create table service_publication (
    id uuid primary key,
    sketch_id uuid references service_sketch (id) on delete set null,
    slug text not null,
    version integer not null,
    document jsonb not null,
    template_slug text,
    template_edition integer,
    adoption jsonb,
    after_number integer not null default 0,
    state text not null,
    made_at timestamptz not null,
    made_by uuid not null,
    note text not null default '',
    decided_at timestamptz,
    decided_by uuid,
    answer text not null default '',
    publish_at timestamptz,
    fault text,
    constraint service_publication_state_check check (state in ('asked', 'sent_back', 'approved',
        'scheduled', 'published', 'failed', 'cancelled')),
    constraint service_publication_date_check check (state <> 'scheduled' or publish_at is not null)
);
create unique index service_publication_open_key on service_publication (sketch_id, state)
    where state in ('asked', 'scheduled');
create index service_publication_due_idx on service_publication (publish_at)
    where state = 'scheduled';
