-- Updates of templates in the browser: a state of a sketch knows which template it follows, so that
-- undoing an update or leaving the template gives it back; and updates put off until a day. Runs
-- beside the previous program, which writes states without a template.

alter table service_sketch_state add column template jsonb;

create table service_update_postponed (
    service_id uuid not null references service (id),
    template_edition integer not null,
    until date not null,
    reason text not null,
    postponed_at timestamptz not null,
    postponed_by uuid not null,
    constraint service_update_postponed_pkey primary key (service_id)
);
