-- name: hand_value_insert
INSERT INTO hand_value (id, home_id, field, normal, state, value, label, actor, at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: hand_value_load
SELECT h.id, h.home_id, h.field, h.normal, h.state, h.value, h.label, h.at
FROM live_hand_value h
WHERE h.home_id = $1 ORDER BY h.id;
-- name: hand_value_load @postgres
SELECT h.id, h.home_id, h.field, h.normal, h.state, h.value, h.label, h.at
FROM live_hand_value h
WHERE h.home_id = ANY($1::bigint[]) ORDER BY h.home_id, h.id;

-- name: hand_value_homes_of_job
SELECT DISTINCT home_id FROM hand_value
WHERE job_id = $1 AND home_id > $2 ORDER BY home_id LIMIT $3;
