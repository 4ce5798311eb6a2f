-- name: model_latest
SELECT id, body FROM model WHERE entity = $1 ORDER BY id DESC LIMIT 1;

-- name: claim_put
INSERT INTO claim (key, at) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET at = excluded.at;
