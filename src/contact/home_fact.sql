-- name: link_insert
INSERT INTO link (id, from_home, to_home, role, from_date, to_date, actor, at, job_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: tag_insert
INSERT INTO tag (id, home_id, name, actor, at, job_id) VALUES ($1, $2, $3, $4, $5, $6);

-- name: note_insert
INSERT INTO note (id, home_id, body, actor, at, job_id) VALUES ($1, $2, $3, $4, $5, $6);

-- name: link_load
SELECT l.id, l.from_home, l.to_home, l.role, l.from_date, l.to_date
FROM live_link l
WHERE (l.from_home = $1 OR l.to_home = $1)
ORDER BY l.id;
-- name: link_load @postgres
SELECT l.id, l.from_home, l.to_home, l.role, l.from_date, l.to_date
FROM live_link l
WHERE (l.from_home = ANY($1::bigint[]) OR l.to_home = ANY($1::bigint[]))
ORDER BY l.id;

-- name: tag_load
SELECT t.id, t.home_id, t.name FROM live_tag t
WHERE t.home_id = $1
ORDER BY t.id;
-- name: tag_load @postgres
SELECT t.id, t.home_id, t.name FROM live_tag t
WHERE t.home_id = ANY($1::bigint[])
ORDER BY t.id;

-- name: note_load
SELECT n.id, n.home_id, n.actor, n.at, n.body FROM live_note n
WHERE n.home_id = $1
ORDER BY n.id;
-- name: note_load @postgres
SELECT n.id, n.home_id, n.actor, n.at, n.body FROM live_note n
WHERE n.home_id = ANY($1::bigint[])
ORDER BY n.id;

-- name: home_fact_homes_of_job
SELECT home_id FROM tag WHERE job_id = $1
UNION SELECT home_id FROM note WHERE job_id = $1
UNION SELECT from_home FROM link WHERE job_id = $1
UNION SELECT to_home FROM link WHERE job_id = $1
UNION SELECT t.home_id FROM withdrawal w JOIN tag t ON t.id = w.fact_id WHERE w.job_id = $1
UNION SELECT n.home_id FROM withdrawal w JOIN note n ON n.id = w.fact_id WHERE w.job_id = $1
UNION SELECT l.from_home FROM withdrawal w JOIN link l ON l.id = w.fact_id WHERE w.job_id = $1
UNION SELECT l.to_home FROM withdrawal w JOIN link l ON l.id = w.fact_id WHERE w.job_id = $1;
