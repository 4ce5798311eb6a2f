-- name: record_insert
INSERT INTO record (id, source_id, external_id, entity, contact_id, last_seen_at, seen_job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: record_version_insert
INSERT INTO record_version (id, record_id, entity, job_id, seen_at, digest, raw, clean)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: record_load
SELECT id, source_id, external_id, entity, contact_id, seen_job_id FROM record WHERE id = $1;
-- name: record_load @postgres
SELECT id, source_id, external_id, entity, contact_id, seen_job_id FROM record WHERE id = ANY($1::bigint[]);

-- name: record_version_load
SELECT v.id, v.record_id, v.job_id, v.seen_at, v.digest, v.clean, v.entity
FROM live_record_version v
WHERE v.record_id = $1 ORDER BY v.id;
-- name: record_version_load @postgres
SELECT v.id, v.record_id, v.job_id, v.seen_at, v.digest, v.clean, v.entity
FROM live_record_version v
WHERE v.record_id = ANY($1::bigint[]) ORDER BY v.record_id, v.id;

-- name: record_version_load_raw
SELECT v.id, v.record_id, v.job_id, v.seen_at, v.digest, v.clean, v.entity, v.raw
FROM live_record_version v
WHERE v.record_id = $1 ORDER BY v.id;
-- name: record_version_load_raw @postgres
SELECT v.id, v.record_id, v.job_id, v.seen_at, v.digest, v.clean, v.entity, v.raw
FROM live_record_version v
WHERE v.record_id = ANY($1::bigint[]) ORDER BY v.record_id, v.id;

-- name: record_by_external_id
SELECT id, source_id, external_id, entity, contact_id, seen_job_id
FROM record WHERE external_id = $1 AND source_id = $2;
-- name: record_by_external_id @postgres
SELECT id, source_id, external_id, entity, contact_id, seen_job_id
FROM record WHERE external_id = ANY($1::text[]) AND source_id = $2;

-- name: record_of_contact
SELECT id, source_id, external_id, entity, contact_id, seen_job_id FROM record
WHERE id = $1 AND contact_id = $1
UNION ALL
SELECT id, source_id, external_id, entity, contact_id, seen_job_id FROM record
WHERE contact_id = $1 AND contact_id <> id
ORDER BY id;

-- name: record_housemates
SELECT id, contact_id FROM record WHERE contact_id = $1 AND contact_id <> id;
-- name: record_housemates @postgres
SELECT id, contact_id FROM record WHERE contact_id = ANY($1::bigint[]) AND contact_id <> id;

-- name: record_of_job
SELECT DISTINCT record_id FROM record_version
WHERE job_id = $1 AND record_id > $2 ORDER BY record_id LIMIT $3;

-- name: record_set_contact
UPDATE record SET contact_id = $2 WHERE id = $1;
-- name: record_set_contact @postgres
UPDATE record SET contact_id = v.contact_id
FROM unnest($1::bigint[], $2::bigint[]) AS v (id, contact_id) WHERE record.id = v.id;

-- name: record_seen
UPDATE record SET last_seen_at = $2, seen_job_id = $3, vanished_at = NULL WHERE id = $1;
-- name: record_seen @postgres
UPDATE record SET last_seen_at = v.at, seen_job_id = v.job_id, vanished_at = NULL
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS v (id, at, job_id)
WHERE record.id = v.id;

-- name: record_vanished
UPDATE record SET vanished_at = $3
WHERE id IN (SELECT id FROM record WHERE source_id = $1 AND seen_job_id <> $2
             AND vanished_at IS NULL AND id > $4 ORDER BY id LIMIT 1000)
RETURNING id;
