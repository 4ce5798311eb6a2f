-- name: import_row_insert
INSERT INTO import_row (job_id, number, line, verdict, column_name, reason, raw)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (job_id, number) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason;

-- name: import_row_list
SELECT number, line, verdict, column_name, reason, raw
FROM import_row WHERE job_id = $1 AND number > $2 ORDER BY number LIMIT $3;

-- name: mended_put
INSERT INTO mended (job_id, rule, field, count, samples) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (job_id, rule, field) DO UPDATE SET
    count = mended.count + excluded.count,
    samples = CASE WHEN length(mended.samples) > 200 THEN mended.samples
                   ELSE excluded.samples END;
