-- name: proposal_insert
INSERT INTO proposal (id, record_a, record_b, weight, evidence, at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: proposal_list
SELECT p.id, p.record_a, p.record_b, p.at, p.weight, p.evidence
FROM proposal p
JOIN job j ON j.id = p.job_id
JOIN record a ON a.id = p.record_a
JOIN record b ON b.id = p.record_b
WHERE j.undone_by IS NULL AND a.contact_id <> b.contact_id AND NOT EXISTS (
    SELECT 1 FROM decision d JOIN job dj ON dj.id = d.job_id
    WHERE dj.undone_by IS NULL AND d.decided_by = 'person' AND d.verdict = 'different'
      AND ((d.record_a = p.record_a AND d.record_b = p.record_b)
        OR (d.record_a = p.record_b AND d.record_b = p.record_a)
        OR (d.record_a = a.contact_id AND d.record_b = b.contact_id)
        OR (d.record_a = b.contact_id AND d.record_b = a.contact_id))) AND NOT EXISTS (
    SELECT 1 FROM proposal n JOIN job nj ON nj.id = n.job_id
    WHERE n.id > p.id AND nj.undone_by IS NULL AND n.record_a = p.record_a
      AND n.record_b = p.record_b)
ORDER BY p.weight DESC, p.id LIMIT $1;

-- name: proposal_count
SELECT count(*)
FROM proposal p
JOIN job j ON j.id = p.job_id
JOIN record a ON a.id = p.record_a
JOIN record b ON b.id = p.record_b
WHERE j.undone_by IS NULL AND a.contact_id <> b.contact_id AND NOT EXISTS (
    SELECT 1 FROM decision d JOIN job dj ON dj.id = d.job_id
    WHERE dj.undone_by IS NULL AND d.decided_by = 'person' AND d.verdict = 'different'
      AND ((d.record_a = p.record_a AND d.record_b = p.record_b)
        OR (d.record_a = p.record_b AND d.record_b = p.record_a)
        OR (d.record_a = a.contact_id AND d.record_b = b.contact_id)
        OR (d.record_a = b.contact_id AND d.record_b = a.contact_id))) AND NOT EXISTS (
    SELECT 1 FROM proposal n JOIN job nj ON nj.id = n.job_id
    WHERE n.id > p.id AND nj.undone_by IS NULL AND n.record_a = p.record_a
      AND n.record_b = p.record_b);
