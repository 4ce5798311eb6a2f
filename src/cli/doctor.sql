-- name: doctor_unfinished
SELECT id, kind, file_name, target_id, started_at FROM job WHERE state = 'running' ORDER BY id;

-- name: doctor_waiting_keys
SELECT coalesce(sum(last_record_id - record_id + 1), 0) FROM match_key_log;

-- Runs of keys with too few pages, or pages that no fence leads to.
-- name: doctor_broken_runs @sqlite
SELECT count(*) FROM match_key_run r
WHERE length(r.fences) / 8 <>
      (SELECT count(*) FROM match_key_page p WHERE p.id >= r.id << 32 AND p.id < (r.id + 1) << 32);

-- name: doctor_lost_points
SELECT count(*) FROM point p
WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = p.entity_id)
  AND NOT EXISTS (SELECT 1 FROM company c WHERE c.id = p.entity_id);

-- name: doctor_contact_bounds
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM contact;

-- name: doctor_company_bounds
SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM company;

-- name: doctor_integrity
PRAGMA integrity_check(10);
-- name: doctor_integrity @postgres
SELECT 'ok';

-- name: doctor_quick
PRAGMA quick_check(10);
-- name: doctor_quick @postgres
SELECT 'ok';

-- What PostgreSQL knows of itself: invalid indexes, pages with wrong checksums, settings that lose
-- acknowledged writes, encodings other than UTF-8.
-- name: doctor_server
SELECT 0, 0, 0, 0;
-- name: doctor_server @postgres
SELECT (SELECT count(*) FROM pg_index WHERE NOT indisvalid),
       (SELECT coalesce(sum(checksum_failures), 0)::bigint FROM pg_stat_database
        WHERE datname = current_database()),
       (SELECT count(*) FROM pg_settings
        WHERE setting = 'off' AND name IN ('fsync', 'full_page_writes')),
       (SELECT count(*) FROM pg_settings WHERE name = 'server_encoding' AND setting <> 'UTF8');
