-- name: demo_records
SELECT r.id, r.contact_id, r.entity, s.name, r.external_id
FROM record r JOIN source s ON s.id = r.source_id
WHERE EXISTS (SELECT 1 FROM record_version v JOIN job j ON j.id = v.job_id
              WHERE v.record_id = r.id AND j.undone_by IS NULL)
ORDER BY r.id;

-- name: demo_links
SELECT l.from_home, l.to_home FROM link l JOIN job j ON j.id = l.job_id
WHERE j.undone_by IS NULL ORDER BY l.id;

-- name: demo_joins
SELECT d.record_a, d.record_b, d.evidence FROM decision d JOIN job j ON j.id = d.job_id
WHERE d.verdict = 'same' AND j.undone_by IS NULL ORDER BY d.id;

-- name: demo_questions
SELECT p.record_a, p.record_b FROM proposal p
JOIN job j ON j.id = p.job_id
JOIN record a ON a.id = p.record_a
JOIN record b ON b.id = p.record_b
WHERE j.undone_by IS NULL AND a.contact_id <> b.contact_id ORDER BY p.id;
