-- name: model_count
SELECT count(*) FROM model;

-- name: model_insert
INSERT INTO model (id, entity, body, created_at, job_id) VALUES ($1, $2, $3, $4, $5);
