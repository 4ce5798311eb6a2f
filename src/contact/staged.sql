-- name: staged_insert
INSERT INTO staged (id, source_id, external_id, entity, line, finding, like_id, weight, evidence,
                    digest, raw, clean, company_key, company_raw, company_clean, role, seen_job_id,
                    at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: staged_list
SELECT s.id, s.source_id, s.external_id, s.entity, s.line, s.finding, s.like_id, s.weight,
       s.evidence, s.digest, s.raw, s.clean, s.company_key, s.company_raw, s.company_clean, s.role,
       s.at, s.job_id
FROM staged s JOIN job j ON j.id = s.job_id
WHERE j.undone_by IS NULL AND s.id > $1
  AND NOT EXISTS (
    SELECT 1 FROM review v JOIN job vj ON vj.id = v.job_id
    WHERE v.staged_id = s.id AND vj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM staged n JOIN job nj ON nj.id = n.job_id
    WHERE n.source_id = s.source_id AND n.external_id = s.external_id AND n.id > s.id
      AND nj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM record r JOIN record_version w ON w.record_id = r.id
    JOIN job wj ON wj.id = w.job_id
    WHERE r.source_id = s.source_id AND r.external_id = s.external_id AND w.id > s.id
      AND wj.undone_by IS NULL)
ORDER BY s.id LIMIT $2;

-- name: staged_count
SELECT count(*)
FROM staged s JOIN job j ON j.id = s.job_id
WHERE j.undone_by IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM review v JOIN job vj ON vj.id = v.job_id
    WHERE v.staged_id = s.id AND vj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM staged n JOIN job nj ON nj.id = n.job_id
    WHERE n.source_id = s.source_id AND n.external_id = s.external_id AND n.id > s.id
      AND nj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM record r JOIN record_version w ON w.record_id = r.id
    JOIN job wj ON wj.id = w.job_id
    WHERE r.source_id = s.source_id AND r.external_id = s.external_id AND w.id > s.id
      AND wj.undone_by IS NULL);

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
