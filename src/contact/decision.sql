-- name: decision_insert
INSERT INTO decision (id, record_a, record_b, verdict, decided_by, keep_id, model_id, weight,
                      evidence, actor, at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: decision_load
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight
FROM live_decision d
WHERE d.record_a = $1
UNION ALL
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight
FROM live_decision d
WHERE d.record_b = $1;
-- name: decision_load @postgres
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight
FROM live_decision d
WHERE d.record_a = ANY($1::bigint[])
UNION ALL
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight
FROM live_decision d
WHERE d.record_b = ANY($1::bigint[]);

-- name: decision_explain
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight, d.evidence
FROM live_decision d
WHERE (d.record_a = $1 OR d.record_b = $1)
ORDER BY d.id;

-- name: decision_withdrawn
SELECT d.id, d.record_a, d.record_b, d.verdict, d.decided_by, d.keep_id, d.weight
FROM decision d
WHERE (d.record_a = $1 OR d.record_b = $1)
  AND (SELECT undone_by FROM job WHERE id = d.job_id) IS NULL
  AND EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = d.id)
ORDER BY d.id;

-- name: decision_records_of_job
SELECT record_a FROM decision WHERE job_id = $1 AND record_a > $2
UNION SELECT record_b FROM decision WHERE job_id = $1 AND record_b > $2
UNION SELECT d.record_a FROM withdrawal w JOIN decision d ON d.id = w.fact_id
    WHERE w.job_id = $1 AND d.record_a > $2
UNION SELECT d.record_b FROM withdrawal w JOIN decision d ON d.id = w.fact_id
    WHERE w.job_id = $1 AND d.record_b > $2
ORDER BY 1 LIMIT $3;

-- name: withdrawal_insert
INSERT INTO withdrawal (id, fact_id, job_id, actor, at) VALUES ($1, $2, $3, $4, $5);
