-- name: source_by_name
SELECT id, name, kind, trust, country, mapping FROM source WHERE name = $1;

-- name: source_list
SELECT id, name, kind, trust, country, mapping FROM source ORDER BY id;

-- name: source_insert
INSERT INTO source (id, name, kind, trust, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO NOTHING;

-- name: source_save
UPDATE source SET trust = $2, country = $3, mapping = $4 WHERE id = $1;
