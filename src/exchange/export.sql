-- name: export_record_page
SELECT r.id, s.name, r.external_id, r.contact_id
FROM record r JOIN source s ON s.id = r.source_id
WHERE r.id > $1 AND (r.entity = $2 OR r.entity = $3)
  AND (EXISTS (SELECT 1 FROM contact c WHERE c.id = r.contact_id)
    OR EXISTS (SELECT 1 FROM company c WHERE c.id = r.contact_id))
ORDER BY r.id LIMIT $4;
