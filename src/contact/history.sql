-- name: history_insert
INSERT INTO history (entity_id, version, at, actor, job_id, action, diff)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: history_list
SELECT entity_id, version, at, actor, job_id, action, diff
FROM history WHERE entity_id = $1 ORDER BY version DESC LIMIT $2;

-- name: history_versions
SELECT entity_id, max(version) FROM history WHERE entity_id = $1 GROUP BY entity_id;
-- name: history_versions @postgres
SELECT entity_id, max(version) FROM history WHERE entity_id = ANY($1::bigint[]) GROUP BY entity_id;
