-- Rejected rows, by column and reason: those of the latest import of every file, because an import
-- of the same file again tells the same again.
-- name: rejected_reasons
SELECT coalesce(column_name, ''), reason, count(*)
FROM import_row
WHERE verdict = 'rejected' AND job_id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;

-- name: rejected_rows
SELECT s.name, j.file_name, i.line, i.raw
FROM import_row i JOIN job j ON j.id = i.job_id LEFT JOIN source s ON s.id = j.source_id
WHERE i.verdict = 'rejected' AND i.reason = $1 AND coalesce(i.column_name, '') = $2
  AND i.job_id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
ORDER BY i.job_id, i.number LIMIT $3;

-- Rows that wait have no column: they are held back as a whole.
-- name: waiting_reasons
SELECT '', evidence, count(*) FROM staged_waiting GROUP BY evidence ORDER BY 3 DESC, 2;

-- name: waiting_rows
SELECT s.name, j.file_name, w.line, w.raw
FROM staged_waiting w JOIN job j ON j.id = w.job_id JOIN source s ON s.id = w.source_id
WHERE w.evidence = $1 AND CAST($2 AS text) = ''
ORDER BY w.id LIMIT $3;
