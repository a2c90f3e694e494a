-- Settings are changed by staff: what the file said stays beside, what was before is kept.
alter table setting
    add column file_value jsonb,
    add column version integer not null default 0,
    add column changed_by uuid;
update setting set file_value = value where source = 'file';

create table setting_state (
    key text not null,
    version integer not null,
    value jsonb not null,
    source text not null,
    changed_at timestamptz not null,
    changed_by uuid,
    constraint setting_state_pkey primary key (key, version),
    constraint setting_state_source_check check (source in ('file', 'browser'))
);
