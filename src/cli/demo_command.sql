-- name: demo_imports
SELECT count(*) FROM job WHERE kind = 'import' AND file_name = $1;
