-- name: search_insert
INSERT INTO search (rowid, words) VALUES ($1, $2);
-- name: search_insert @postgres
INSERT INTO search (id, words)
SELECT v.id, to_tsvector('simple', v.words) FROM unnest($1::bigint[], $2::text[]) AS v (id, words)
ON CONFLICT (id) DO UPDATE SET words = excluded.words;

-- name: search_delete
INSERT INTO search (search, rowid, words) VALUES ('delete', $1, $2);
-- name: search_delete @postgres
DELETE FROM search USING unnest($1::bigint[], $2::text[]) AS v (id, words) WHERE search.id = v.id;

-- name: search_find
SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid LIMIT $2;
-- name: search_find @postgres
SELECT id FROM search WHERE words @@ to_tsquery('simple', $1::text) ORDER BY id LIMIT $2;
