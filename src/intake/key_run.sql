-- name: match_key_page_get @sqlite
SELECT body FROM match_key_page WHERE id = $1;

-- name: match_key_page_insert @sqlite
INSERT INTO match_key_page (id, body) VALUES ($1, $2);

-- name: match_key_run_insert @sqlite
INSERT INTO match_key_run (id, entries, fences) VALUES ($1, $2, $3);

-- name: match_key_run_list @sqlite
SELECT id, entries, fences FROM match_key_run ORDER BY id;
