-- An edition of a service remembers which edition of a template it was made from and what the
-- office changed on it: so an earlier edition can come back with its changes, and it can be told
-- since when an office is on an edition of a template. Runs beside the previous program: columns
-- that may be empty; of editions published before only those in force are known.

alter table service_edition
    add column template_slug text,
    add column template_edition integer,
    add column adoption jsonb;

update service_edition e
set template_slug = s.template_slug, template_edition = s.template_edition, adoption = s.adoption
from service s
where s.current_edition_id = e.id and s.template_slug is not null;
