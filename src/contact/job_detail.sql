-- name: job_mended
SELECT rule, field, count, samples FROM mended WHERE job_id = $1 ORDER BY count DESC, rule, field;

-- name: job_rows
SELECT number, line, verdict, column_name, reason, raw FROM import_row
WHERE job_id = $1 ORDER BY number LIMIT $2;
