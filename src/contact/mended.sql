-- name: job_mended
SELECT rule, field, count, samples FROM mended WHERE job_id = $1 ORDER BY count DESC, rule, field;
