-- Some more than needed, because a pair may have parted since or show a contact already taken.
-- name: report_weakest
SELECT a.contact_id, d.record_a, d.record_b
FROM (SELECT m.id, m.record_a, m.record_b, m.weight
      FROM decision m JOIN job j ON j.id = m.job_id
      WHERE m.verdict = 'same' AND m.decided_by = 'machine' AND j.undone_by IS NULL
        AND NOT EXISTS (SELECT 1 FROM withdrawal w JOIN job wj ON wj.id = w.job_id
                        WHERE w.fact_id = m.id AND wj.undone_by IS NULL)
      ORDER BY m.weight, m.id LIMIT $1) d
JOIN record a ON a.id = d.record_a
JOIN record b ON b.id = d.record_b
WHERE a.contact_id = b.contact_id
ORDER BY d.weight, d.id;

-- name: report_largest
SELECT id, records FROM contact WHERE records > 1
UNION ALL
SELECT id, records FROM company WHERE records > 1
ORDER BY records DESC, id LIMIT $1;
