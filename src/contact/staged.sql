-- name: staged_insert
INSERT INTO staged (id, source_id, external_id, entity, line, finding, like_id, weight, evidence,
                    digest, raw, clean, company_key, company_raw, company_clean, role, seen_job_id,
                    at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: staged_list
SELECT id, source_id, external_id, entity, line, finding, like_id, weight, evidence, digest, raw,
       clean, company_key, company_raw, company_clean, role, at, job_id
FROM staged_waiting WHERE id > $1 ORDER BY id LIMIT $2;

-- name: staged_count
SELECT count(*) FROM staged_waiting;

-- name: staged_exists
SELECT id FROM staged WHERE id = $1;

-- name: staged_any
SELECT id FROM staged WHERE source_id = $1 LIMIT 1;

-- name: staged_marks
SELECT s.id, s.external_id, s.digest, s.seen_job_id,
       CASE WHEN j.undone_by IS NULL THEN 1 ELSE 0 END, v.verdict, v.reason
FROM staged s
JOIN job j ON j.id = s.job_id
LEFT JOIN (SELECT r.id, r.staged_id, r.verdict, r.reason FROM review r
           JOIN job rj ON rj.id = r.job_id WHERE rj.undone_by IS NULL) v ON v.staged_id = s.id
WHERE s.external_id = $1 AND s.source_id = $2
ORDER BY s.id, v.id;
-- name: staged_marks @postgres
SELECT s.id, s.external_id, s.digest, s.seen_job_id,
       CASE WHEN j.undone_by IS NULL THEN 1 ELSE 0 END, v.verdict, v.reason
FROM staged s
JOIN job j ON j.id = s.job_id
LEFT JOIN (SELECT r.id, r.staged_id, r.verdict, r.reason FROM review r
           JOIN job rj ON rj.id = r.job_id WHERE rj.undone_by IS NULL) v ON v.staged_id = s.id
WHERE s.external_id = ANY($1::text[]) AND s.source_id = $2
ORDER BY s.id, v.id;

-- name: staged_seen
UPDATE staged SET seen_job_id = $2 WHERE id = $1;
-- name: staged_seen @postgres
UPDATE staged SET seen_job_id = v.job_id
FROM unnest($1::bigint[], $2::bigint[]) AS v (id, job_id) WHERE staged.id = v.id;

-- name: review_insert
INSERT INTO review (id, staged_id, verdict, reason, actor, at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);
