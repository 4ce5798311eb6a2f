-- name: match_key_find_many @postgres
SELECT k.key, m.record_id
FROM unnest($1::bigint[]) AS k (key)
CROSS JOIN LATERAL (
    SELECT record_id FROM match_key WHERE match_key.key = k.key ORDER BY record_id LIMIT 64) AS m
ORDER BY k.key, m.record_id;

-- name: match_key_insert @postgres
INSERT INTO match_key (key, record_id) SELECT * FROM unnest($1::bigint[], $2::bigint[])
ON CONFLICT DO NOTHING;

-- name: match_key_log_insert @sqlite
INSERT INTO match_key_log (record_id, last_record_id, generation) VALUES ($1, $2, $3)
ON CONFLICT (generation, record_id) DO UPDATE SET
    last_record_id = max(match_key_log.last_record_id, excluded.last_record_id);

-- name: match_key_log_delete
DELETE FROM match_key_log WHERE generation <= $1;

-- name: match_key_log_list
SELECT v.record_id, l.generation, v.entity, v.clean
FROM match_key_log l
JOIN record_version v ON v.record_id BETWEEN l.record_id AND l.last_record_id
ORDER BY v.record_id;

-- name: match_key_run_any @sqlite
SELECT id FROM match_key_run LIMIT 1;
