-- name: schema_version
SELECT coalesce(max(number), 0) FROM schema_migration;

-- name: schema_migration_insert
INSERT INTO schema_migration (number, name, at) VALUES ($1, $2, $3);
