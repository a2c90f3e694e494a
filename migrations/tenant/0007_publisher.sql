-- Writing services and publishing them became two roles; whoever could publish still can.
insert into staff_role (id, staff_id, role, unit_id, granted_at)
select md5(id::text || 'publisher')::uuid, staff_id, 'publisher', unit_id, granted_at
from staff_role where role = 'service_editor'
on conflict on constraint staff_role_once do nothing;
