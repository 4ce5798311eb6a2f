-- name: recompute_unfinished
SELECT id FROM job WHERE kind = 'recompute' AND state = 'running' ORDER BY id DESC LIMIT 1;

-- name: recompute_cancel
UPDATE job SET state = 'cancelled', finished_at = $1 WHERE kind = 'recompute' AND state = 'running';

-- name: recompute_next
SELECT id FROM record WHERE id > $1 ORDER BY id LIMIT $2;
