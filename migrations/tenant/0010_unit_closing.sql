-- Staff may add, change and close units; what comes to a closed one goes to its successor.
alter table unit
    add column source text not null default 'file',
    add column closed_at timestamptz,
    add column successor_id uuid references unit (id),
    add column version integer not null default 0,
    add constraint unit_source_check check (source in ('file', 'browser'));
