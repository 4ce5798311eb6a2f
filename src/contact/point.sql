-- name: point_load
SELECT entity_id, kind, value, normal, label, status, verified_at, origin
FROM point WHERE entity_id = $1 ORDER BY kind, position;
-- name: point_load @postgres
SELECT entity_id, kind, value, normal, label, status, verified_at, origin
FROM point WHERE entity_id = ANY($1::bigint[]) ORDER BY entity_id, kind, position;

-- name: point_put
INSERT INTO point (entity_id, kind, position, value, normal, label, status, verified_at, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (entity_id, kind, position) DO UPDATE SET
    value = excluded.value, normal = excluded.normal, label = excluded.label,
    status = excluded.status, verified_at = excluded.verified_at, origin = excluded.origin;

-- Cuts a kind down to its first points.
-- name: point_cut
DELETE FROM point WHERE entity_id = $1 AND kind = $2 AND position >= $3;
-- name: point_cut @postgres
DELETE FROM point USING unnest($1::bigint[], $2::text[], $3::bigint[]) AS v (id, kind, position)
WHERE entity_id = v.id AND point.kind = v.kind AND point.position >= v.position;

-- name: point_delete
DELETE FROM point WHERE entity_id = $1;
-- name: point_delete @postgres
DELETE FROM point WHERE entity_id = ANY($1::bigint[]);
