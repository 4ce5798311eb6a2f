-- Rows with a verdict, by column and reason.
-- name: refused_reasons
SELECT coalesce(column_name, ''), reason, count(*)
FROM import_row
WHERE verdict = $1 AND job_id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;

-- name: refused_rows
SELECT s.name, j.file_name, i.line, i.raw
FROM import_row i JOIN job j ON j.id = i.job_id LEFT JOIN source s ON s.id = j.source_id
WHERE i.verdict = $1 AND i.reason = $2 AND coalesce(i.column_name, '') = $3
  AND i.job_id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
ORDER BY i.job_id, i.number LIMIT $4;
