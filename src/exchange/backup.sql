-- name: backup_tables
SELECT count(*) FROM sqlite_master
WHERE type = 'table' AND name IN ('schema_migration', 'source', 'record');
-- name: backup_tables @postgres
SELECT 0;
