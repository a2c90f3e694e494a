-- Beside each published service, the edition of the lead's template it stands on: the lead sees who
-- is on which edition without a look into any office. Empty until the office publishes again or
-- `tenant apply` runs. Runs beside the previous program, which does not know these columns.

alter table published_service
    add column template_slug text,
    add column template_edition integer,
    add column template_since timestamptz,
    add column template_changes integer not null default 0;
create index published_service_template_idx on published_service (template_slug);
