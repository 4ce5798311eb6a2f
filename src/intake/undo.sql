-- name: undo_unfinished
SELECT id FROM job WHERE target_id = $1 AND kind = $2 AND state = 'running' ORDER BY id DESC LIMIT 1;

-- name: undo_supersede
UPDATE job SET state = 'cancelled', finished_at = $2
WHERE target_id = $1 AND state = 'running' AND kind IN ('undo', 'redo');
