-- name: contact_load
SELECT id, version, records, created_at, origins, title, given, middle, family, suffix, nickname,
       birth_date, gender, language, job_title, department, employer
FROM contact WHERE id = $1;
-- name: contact_load @postgres
SELECT id, version, records, created_at, origins, title, given, middle, family, suffix, nickname,
       birth_date, gender, language, job_title, department, employer
FROM contact WHERE id = ANY($1::bigint[]);

-- name: company_load
SELECT id, version, records, created_at, origins, language, name, legal_form, org_number,
       vat_number, industry, employees
FROM company WHERE id = $1;
-- name: company_load @postgres
SELECT id, version, records, created_at, origins, language, name, legal_form, org_number,
       vat_number, industry, employees
FROM company WHERE id = ANY($1::bigint[]);

-- name: contact_put
INSERT INTO contact (id, version, name, sort_key, email, phone, city, country, records,
                     completeness, origins, created_at, updated_at, title, given, middle, family,
                     suffix, nickname, birth_date, gender, language, job_title, department, employer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25)
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, name = excluded.name, sort_key = excluded.sort_key,
    email = excluded.email, phone = excluded.phone, city = excluded.city,
    country = excluded.country, records = excluded.records,
    completeness = excluded.completeness, origins = excluded.origins,
    updated_at = excluded.updated_at, title = excluded.title, given = excluded.given,
    middle = excluded.middle, family = excluded.family, suffix = excluded.suffix,
    nickname = excluded.nickname, birth_date = excluded.birth_date, gender = excluded.gender,
    language = excluded.language, job_title = excluded.job_title,
    department = excluded.department, employer = excluded.employer;

-- name: company_put
INSERT INTO company (id, version, name, sort_key, email, phone, city, country, records,
                     completeness, origins, created_at, updated_at, language, legal_form,
                     org_number, vat_number, industry, employees)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, name = excluded.name, sort_key = excluded.sort_key,
    email = excluded.email, phone = excluded.phone, city = excluded.city,
    country = excluded.country, records = excluded.records,
    completeness = excluded.completeness, origins = excluded.origins,
    updated_at = excluded.updated_at, language = excluded.language,
    legal_form = excluded.legal_form, org_number = excluded.org_number,
    vat_number = excluded.vat_number, industry = excluded.industry,
    employees = excluded.employees;

-- name: contact_delete
DELETE FROM contact WHERE id = $1;
-- name: contact_delete @postgres
DELETE FROM contact WHERE id = ANY($1::bigint[]);

-- name: company_delete
DELETE FROM company WHERE id = $1;
-- name: company_delete @postgres
DELETE FROM company WHERE id = ANY($1::bigint[]);

-- name: contact_of_home
SELECT contact_id FROM record WHERE id = $1;

-- name: contact_page_ids
SELECT id FROM contact WHERE id > $1 ORDER BY id LIMIT $2;

-- name: company_page_ids
SELECT id FROM company WHERE id > $1 ORDER BY id LIMIT $2;

-- name: contact_count
SELECT count(*) FROM contact;

-- name: company_count
SELECT count(*) FROM company;
