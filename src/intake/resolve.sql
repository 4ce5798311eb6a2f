-- name: source_trust
SELECT id, trust FROM source;

-- name: contact_version_up
UPDATE contact SET version = version + 1, updated_at = $2 WHERE id = $1 RETURNING version;

-- name: company_version_up
UPDATE company SET version = version + 1, updated_at = $2 WHERE id = $1 RETURNING version;
