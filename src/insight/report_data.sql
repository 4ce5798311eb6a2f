-- One pass over each golden table.

-- name: report_persons
SELECT count(*), coalesce(sum(records), 0), coalesce(sum(completeness), 0),
       coalesce(sum(CASE WHEN email IS NULL AND phone IS NULL THEN 1 ELSE 0 END), 0),
       count(given), count(family), count(birth_date), count(gender), count(language),
       count(job_title), count(department), count(employer)
FROM contact;

-- name: report_companies
SELECT count(*), coalesce(sum(records), 0), coalesce(sum(completeness), 0),
       coalesce(sum(CASE WHEN email IS NULL AND phone IS NULL THEN 1 ELSE 0 END), 0),
       sum(CASE WHEN name <> '' THEN 1 ELSE 0 END), count(legal_form), count(org_number),
       count(vat_number), count(industry), count(employees), count(language)
FROM company;

-- The primary point of a kind is invalid only when no other one is valid. First (1) those of
-- everybody, then (2) those of companies: a join for each point costs more than all the rest.
-- name: report_points
SELECT 1, kind, count(*), count(CASE WHEN status = 'invalid' THEN 1 END)
FROM point WHERE position = 0 GROUP BY kind
UNION ALL
SELECT 2, p.kind, count(*), count(CASE WHEN p.status = 'invalid' THEN 1 END)
FROM company c JOIN point p ON p.entity_id = c.id
WHERE p.position = 0 GROUP BY p.kind;

-- name: report_shapes
SELECT records, completeness, count(*) FROM contact GROUP BY records, completeness
UNION ALL
SELECT records, completeness, count(*) FROM company GROUP BY records, completeness;

-- name: report_sources
SELECT s.id, s.name, coalesce(max(j.started_at), 0)
FROM source s LEFT JOIN job j ON j.source_id = s.id AND j.undone_by IS NULL
GROUP BY s.id, s.name ORDER BY s.id;

-- Contacts of one record, by its source.
-- name: report_alone
SELECT r.source_id, count(*) FROM contact c JOIN record r ON r.id = c.id
WHERE c.records = 1 GROUP BY r.source_id
UNION ALL
SELECT r.source_id, count(*) FROM company c JOIN record r ON r.id = c.id
WHERE c.records = 1 GROUP BY r.source_id;

-- Contacts of several records, by which sources know them how often: "7:1,9:2".
-- name: report_patterns
WITH housemate AS (SELECT contact_id, source_id FROM record WHERE contact_id <> id),
     home AS (SELECT DISTINCT contact_id FROM housemate),
     member AS (
         SELECT contact_id, source_id FROM housemate
         UNION ALL
         SELECT r.id, r.source_id FROM home h JOIN record r ON r.id = h.contact_id),
     known AS (
         SELECT contact_id, source_id, count(*) AS records FROM member
         GROUP BY contact_id, source_id ORDER BY contact_id, source_id),
     pattern AS (
         SELECT group_concat(source_id || ':' || records) AS sources FROM known
         GROUP BY contact_id)
SELECT sources, count(*) FROM pattern GROUP BY sources ORDER BY 2 DESC, 1;
-- name: report_patterns @postgres
WITH housemate AS (SELECT contact_id, source_id FROM record WHERE contact_id <> id),
     home AS (SELECT DISTINCT contact_id FROM housemate),
     member AS (
         SELECT contact_id, source_id FROM housemate
         UNION ALL
         SELECT r.id, r.source_id FROM home h JOIN record r ON r.id = h.contact_id),
     known AS (
         SELECT contact_id, source_id, count(*) AS records FROM member
         GROUP BY contact_id, source_id),
     pattern AS (
         SELECT string_agg(source_id || ':' || records, ',' ORDER BY source_id) AS sources
         FROM known GROUP BY contact_id)
SELECT sources, count(*) FROM pattern GROUP BY sources ORDER BY 2 DESC, 1;

-- The latest job that told of a file, as long as it lives. Samples of any job serve; the least text
-- is one that is not empty.
-- name: report_mended
SELECT m.rule, m.field, sum(m.count), min(m.samples)
FROM mended m
WHERE m.job_id IN (SELECT max(id) FROM job WHERE undone_by IS NULL
                   GROUP BY kind, source_id, file_name)
GROUP BY m.rule, m.field ORDER BY 3 DESC, 1, 2;

-- name: report_rejected_by_source
SELECT j.source_id, count(*)
FROM import_row i JOIN job j ON j.id = i.job_id
WHERE i.verdict = 'rejected' AND i.job_id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
GROUP BY j.source_id;

-- name: report_unfinished
SELECT s.name, j.file_name
FROM job j JOIN source s ON s.id = j.source_id
WHERE j.kind = 'import' AND j.state <> 'done' AND j.undone_by IS NULL AND j.id IN (
    SELECT max(id) FROM job WHERE undone_by IS NULL GROUP BY kind, source_id, file_name)
ORDER BY j.id;

-- name: report_joins
SELECT d.verdict, d.decided_by, count(*),
       sum(CASE WHEN d.weight < $1 THEN 1 ELSE 0 END),
       sum(CASE WHEN d.weight < $2 THEN 1 ELSE 0 END),
       sum(CASE WHEN d.weight < $3 THEN 1 ELSE 0 END),
       sum(CASE WHEN d.weight < $4 THEN 1 ELSE 0 END),
       sum(CASE WHEN d.weight < $5 THEN 1 ELSE 0 END)
FROM decision d JOIN job j ON j.id = d.job_id
WHERE j.undone_by IS NULL AND NOT EXISTS (
    SELECT 1 FROM withdrawal w JOIN job wj ON wj.id = w.job_id
    WHERE w.fact_id = d.id AND wj.undone_by IS NULL)
GROUP BY d.verdict, d.decided_by;
