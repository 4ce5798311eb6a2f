-- name: doctor_unfinished
SELECT id, kind, file_name, target_id, started_at FROM job WHERE state = 'running' ORDER BY id;

-- name: doctor_waiting_keys
SELECT count(*) FROM match_key_log;

-- name: doctor_lost_points
SELECT count(*) FROM point p
WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = p.entity_id)
  AND NOT EXISTS (SELECT 1 FROM company c WHERE c.id = p.entity_id);

-- name: doctor_contact_bounds
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM contact;

-- name: doctor_company_bounds
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM company;
