-- name: survivorship_list
SELECT field, criteria FROM survivorship;

-- name: survivorship_put
INSERT INTO survivorship (field, criteria) VALUES ($1, $2)
ON CONFLICT (field) DO UPDATE SET criteria = excluded.criteria;

-- name: policy_find
SELECT action FROM policy
WHERE (channel = $1 OR channel = '*') AND finding = $2
ORDER BY channel DESC LIMIT 1;

-- name: policy_put
INSERT INTO policy (channel, finding, action) VALUES ($1, $2, $3)
ON CONFLICT (channel, finding) DO UPDATE SET action = excluded.action;

-- name: policy_list
SELECT channel, finding, action FROM policy ORDER BY channel, finding;
