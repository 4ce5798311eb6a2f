-- name: undo_unfinished
SELECT id FROM job WHERE target_id = $1 AND kind = $2 AND state = 'running' ORDER BY id DESC LIMIT 1;
