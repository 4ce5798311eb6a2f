-- name: history_insert
INSERT INTO history (id, entity_id, version, at, actor, job_id, action, diff)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: history_list
SELECT entity_id, version, at, actor, job_id, action, diff FROM history WHERE id = $1
UNION ALL
SELECT entity_id, version, at, actor, job_id, action, diff
FROM history WHERE entity_id = $1 AND version > 1
ORDER BY version DESC LIMIT $2;

-- name: history_versions
SELECT entity_id, max(version)
FROM (SELECT entity_id, version FROM history WHERE id = $1
      UNION ALL
      SELECT entity_id, version FROM history WHERE entity_id = $1 AND version > 1) AS h
GROUP BY entity_id;
-- name: history_versions @postgres
SELECT entity_id, max(version)
FROM (SELECT entity_id, version FROM history WHERE id = ANY($1::bigint[])
      UNION ALL
      SELECT entity_id, version FROM history
      WHERE entity_id = ANY($1::bigint[]) AND version > 1) AS h
GROUP BY entity_id;
