-- name: load_version_page
SELECT v.record_id, v.id, r.entity, v.clean
FROM record_version v JOIN record r ON r.id = v.record_id
WHERE (v.record_id, v.id) > ($1, $2)
ORDER BY v.record_id, v.id LIMIT $3;

-- The temporary table of the keys, which exists only while loading.
-- name: load_key_make @postgres
CREATE TEMPORARY TABLE load_key (key bigint, record_id bigint);

-- name: load_key_insert @postgres
INSERT INTO load_key (key, record_id) SELECT * FROM unnest($1::bigint[], $2::bigint[]);

-- name: load_key_move @postgres
INSERT INTO match_key (key, record_id)
SELECT key, record_id FROM load_key GROUP BY key, record_id ORDER BY key, record_id;

-- name: load_key_drop @postgres
DROP TABLE load_key;
