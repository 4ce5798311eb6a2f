-- name: match_key_run_delete @sqlite
DELETE FROM match_key_run WHERE id = $1;

-- name: match_key_last_ids @sqlite
SELECT coalesce((SELECT max(id) FROM match_key_run), 0),
       coalesce((SELECT max(id) FROM match_key_page), 0);

-- name: match_key_page_from @sqlite
SELECT id FROM match_key_page WHERE id >= $1 ORDER BY id LIMIT 1;

-- name: match_key_page_delete @sqlite
DELETE FROM match_key_page WHERE id >= $1 AND id < $2;
