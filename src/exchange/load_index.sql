-- name: load_version_page
SELECT v.record_id, v.id, r.entity, v.clean
FROM record_version v JOIN record r ON r.id = v.record_id
WHERE (v.record_id, v.id) > ($1, $2)
ORDER BY v.record_id, v.id LIMIT $3;
