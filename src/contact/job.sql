-- name: job_insert
INSERT INTO job (id, kind, state, source_id, target_id, actor, started_at, finished_at, file_name,
                 file_digest, options, position, rows_read, created, updated, unchanged, rejected,
                 review, mended)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0, 0, 0, 0, 0);

-- name: job_save
UPDATE job SET state = $2, finished_at = $3, position = $4, rows_read = $5, created = $6,
               updated = $7, unchanged = $8, rejected = $9, review = $10, mended = $11, message = $12
WHERE id = $1;

-- name: job_find
SELECT id, kind, state, source_id, target_id, actor, started_at, finished_at, undone_by, file_name,
       file_digest, options, position, rows_read, created, updated, unchanged, rejected, review,
       mended, message
FROM job WHERE id = $1;

-- name: job_list
SELECT id, kind, state, source_id, target_id, actor, started_at, finished_at, undone_by, file_name,
       file_digest, options, position, rows_read, created, updated, unchanged, rejected, review,
       mended, message
FROM job WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: job_unfinished
SELECT id, kind, state, source_id, target_id, actor, started_at, finished_at, undone_by, file_name,
       file_digest, options, position, rows_read, created, updated, unchanged, rejected, review,
       mended, message
FROM job
WHERE kind = 'import' AND state = 'running' AND source_id = $1 AND file_digest = $2
ORDER BY id DESC LIMIT 1;

-- name: job_set_undone
UPDATE job SET undone_by = $2 WHERE id = $1;
