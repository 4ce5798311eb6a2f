-- The register: facts as they came in, the golden contacts computed from them, and what the two
-- need to be found again.
--
-- Written in portable words: the types integer, text, real and blob are translated for each engine;
-- "STRICT" and "CLUSTERED" (rows lie in the order of the primary key) mean something to SQLite only.
-- Every column ends with its class: personal, sensitive, secret, technical or derived.
-- @sqlite and @postgres begin lines for one engine, @both ends them.

CREATE TABLE source (
    id integer PRIMARY KEY,               -- technical
    name text NOT NULL UNIQUE,            -- technical
    kind text NOT NULL,                   -- technical: file, typed, form, api ...
    trust integer NOT NULL,               -- technical: 0-100, the higher one wins
    country text,                         -- technical: what national forms are read by
    mapping text,                         -- technical: JSON, remembered from the last import
    created_at integer NOT NULL           -- technical
) STRICT;

-- One job or request: what its facts have in common, and what undo takes back as one. Facts live
-- when undone_by is null.
CREATE TABLE job (
    id integer PRIMARY KEY,               -- technical
    kind text NOT NULL,                   -- technical
    state text NOT NULL,                  -- technical: running, done, cancelled, failed
    source_id integer,                    -- technical
    target_id integer,                    -- technical: the job that this one undoes or redoes
    actor integer NOT NULL,               -- technical
    started_at integer NOT NULL,          -- technical
    finished_at integer,                  -- technical
    undone_by integer,                    -- technical
    file_name text,                       -- personal: names of files tell about people now and then
    file_digest text,                     -- technical
    options text,                         -- technical: JSON
    position integer NOT NULL,            -- technical: rows or contacts done, for resuming
    rows_read integer NOT NULL,           -- technical
    created integer NOT NULL,             -- technical
    updated integer NOT NULL,             -- technical
    unchanged integer NOT NULL,           -- technical
    rejected integer NOT NULL,            -- technical
    review integer NOT NULL,              -- technical
    mended integer NOT NULL,              -- technical
    message text                          -- technical
) STRICT;

-- Facts: what one source calls one person or company. The record's id is also its home.
CREATE TABLE record (
    id integer PRIMARY KEY,               -- technical
    source_id integer NOT NULL,           -- technical
    external_id text NOT NULL,            -- personal
    entity integer NOT NULL,              -- technical: 1 person, 2 company
    contact_id integer NOT NULL,          -- derived: the home its cluster shows
    last_seen_at integer NOT NULL,        -- technical
    seen_job_id integer NOT NULL,         -- technical: the job that met it last
    vanished_at integer,                  -- technical: missing from the source's latest full file
    UNIQUE (source_id, external_id)
) STRICT;
-- Records that show another home than their own; the one of the home itself is found by its id.
CREATE INDEX record_by_contact ON record (contact_id) WHERE contact_id <> id;

-- Facts: what the source said. The latest live version of a record counts.
CREATE TABLE record_version (
    id integer NOT NULL,                  -- technical
    record_id integer NOT NULL,           -- technical
    entity integer NOT NULL,              -- technical: the record's
    job_id integer NOT NULL,              -- technical
    seen_at integer NOT NULL,             -- technical: when it was first said
    digest integer NOT NULL,              -- derived: of the raw text
    raw text NOT NULL,                    -- personal: as received
    clean text NOT NULL,                  -- personal: the entry, standardised
    PRIMARY KEY (record_id, id)
) STRICT, CLUSTERED;
CREATE INDEX record_version_by_job ON record_version (job_id, record_id);

-- Facts: values made by hand. Of a single field, or of one point (kind and normal form).
CREATE TABLE hand_value (
    id integer PRIMARY KEY,               -- technical
    home_id integer NOT NULL,             -- technical
    field text NOT NULL,                  -- technical
    normal text,                          -- personal: which point; null for single fields
    state text NOT NULL,                  -- technical: set, cleared, hidden, verified
    value text,                           -- personal
    label text,                           -- technical
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX hand_value_by_home ON hand_value (home_id);
CREATE INDEX hand_value_by_job ON hand_value (job_id, home_id);

-- Facts: these two records are the same, or are not.
CREATE TABLE decision (
    id integer PRIMARY KEY,               -- technical
    record_a integer NOT NULL,            -- technical
    record_b integer NOT NULL,            -- technical
    verdict text NOT NULL,                -- technical: same, different
    decided_by text NOT NULL,             -- technical: person, machine
    keep_id integer,                      -- technical: the home to show
    model_id integer,                     -- technical
    weight real,                          -- technical
    evidence text,                        -- personal
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX decision_by_a ON decision (record_a);
CREATE INDEX decision_by_b ON decision (record_b);
CREATE INDEX decision_by_job ON decision (job_id);

-- Facts: a fact taken back by itself (a decision by unmerge, a removed tag). Undo takes whole jobs.
CREATE TABLE withdrawal (
    id integer PRIMARY KEY,               -- technical
    fact_id integer NOT NULL,             -- technical
    job_id integer NOT NULL,              -- technical
    actor integer NOT NULL,               -- technical
    at integer NOT NULL                   -- technical
) STRICT;
CREATE INDEX withdrawal_by_fact ON withdrawal (fact_id);
CREATE INDEX withdrawal_by_job ON withdrawal (job_id);

-- Facts at homes.
CREATE TABLE link (
    id integer PRIMARY KEY,               -- technical
    from_home integer NOT NULL,           -- technical: the person
    to_home integer NOT NULL,             -- technical: the company
    role text NOT NULL,                   -- personal: employee, board, contact ...
    from_date text,                       -- personal
    to_date text,                         -- personal
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX link_by_from ON link (from_home);
CREATE INDEX link_by_to ON link (to_home);
CREATE INDEX link_by_job ON link (job_id);

CREATE TABLE tag (
    id integer PRIMARY KEY,               -- technical
    home_id integer NOT NULL,             -- technical
    name text NOT NULL,                   -- personal
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX tag_by_home ON tag (home_id);
CREATE INDEX tag_by_job ON tag (job_id);

CREATE TABLE note (
    id integer PRIMARY KEY,               -- technical
    home_id integer NOT NULL,             -- technical
    body text NOT NULL,                   -- sensitive: people write anything into notes
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX note_by_home ON note (home_id);
CREATE INDEX note_by_job ON note (job_id);

-- What is live: the facts of jobs that are not undone, but those taken back by themselves. On
-- PostgreSQL each fact's own job is looked up, because a join there would begin with all jobs.
-- @sqlite
CREATE VIEW live_withdrawal AS
SELECT w.* FROM withdrawal w JOIN job j ON j.id = w.job_id WHERE j.undone_by IS NULL;
CREATE VIEW live_record_version AS
SELECT v.* FROM record_version v JOIN job j ON j.id = v.job_id WHERE j.undone_by IS NULL;
CREATE VIEW live_hand_value AS
SELECT h.* FROM hand_value h JOIN job j ON j.id = h.job_id WHERE j.undone_by IS NULL;
CREATE VIEW live_decision AS
SELECT d.* FROM decision d JOIN job j ON j.id = d.job_id WHERE j.undone_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = d.id);
CREATE VIEW live_link AS
SELECT l.* FROM link l JOIN job j ON j.id = l.job_id WHERE j.undone_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = l.id);
CREATE VIEW live_tag AS
SELECT t.* FROM tag t JOIN job j ON j.id = t.job_id WHERE j.undone_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = t.id);
CREATE VIEW live_note AS
SELECT n.* FROM note n JOIN job j ON j.id = n.job_id WHERE j.undone_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = n.id);
-- @postgres
CREATE VIEW live_withdrawal AS
SELECT w.* FROM withdrawal w WHERE (SELECT undone_by FROM job WHERE id = w.job_id) IS NULL;
CREATE VIEW live_record_version AS
SELECT v.* FROM record_version v WHERE (SELECT undone_by FROM job WHERE id = v.job_id) IS NULL;
CREATE VIEW live_hand_value AS
SELECT h.* FROM hand_value h WHERE (SELECT undone_by FROM job WHERE id = h.job_id) IS NULL;
CREATE VIEW live_decision AS
SELECT d.* FROM decision d
WHERE (SELECT undone_by FROM job WHERE id = d.job_id) IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = d.id);
CREATE VIEW live_link AS
SELECT l.* FROM link l
WHERE (SELECT undone_by FROM job WHERE id = l.job_id) IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = l.id);
CREATE VIEW live_tag AS
SELECT t.* FROM tag t
WHERE (SELECT undone_by FROM job WHERE id = t.job_id) IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = t.id);
CREATE VIEW live_note AS
SELECT n.* FROM note n
WHERE (SELECT undone_by FROM job WHERE id = n.job_id) IS NULL
  AND NOT EXISTS (SELECT 1 FROM live_withdrawal w WHERE w.fact_id = n.id);
-- @both

-- Two records that may be the same; waits for a person.
CREATE TABLE proposal (
    id integer PRIMARY KEY,               -- technical
    record_a integer NOT NULL,            -- technical
    record_b integer NOT NULL,            -- technical
    weight real NOT NULL,                 -- technical
    evidence text,                        -- personal
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX proposal_by_a ON proposal (record_a);
CREATE INDEX proposal_by_b ON proposal (record_b);

-- Facts: rows that the guard held back; they wait for a person. Of one key the latest counts, and
-- none as soon as its source said something later that was let in.
CREATE TABLE staged (
    id integer PRIMARY KEY,               -- technical
    source_id integer NOT NULL,           -- technical
    external_id text NOT NULL,            -- personal
    entity integer NOT NULL,              -- technical
    line integer NOT NULL,                -- technical: of the file; 0: of none
    finding text NOT NULL,                -- technical: why it was held back
    like_id integer,                      -- technical: the record it looks like
    weight real NOT NULL,                 -- technical
    evidence text NOT NULL,               -- personal
    digest integer NOT NULL,              -- derived: of the raw text
    raw text NOT NULL,                    -- personal: as received
    clean text NOT NULL,                  -- personal: the entry, standardised
    company_key text,                     -- personal: of the company that the row brings along
    company_raw text,                     -- personal
    company_clean text,                   -- personal
    role text,                            -- personal: at that company
    seen_job_id integer NOT NULL,         -- technical: the job that met it last
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX staged_by_key ON staged (source_id, external_id);

-- Facts: what became of rows that were held back.
CREATE TABLE review (
    id integer PRIMARY KEY,               -- technical
    staged_id integer NOT NULL,           -- technical
    verdict text NOT NULL,                -- technical: accepted, rejected; withdrawn by its source
    reason text,                          -- personal
    actor integer NOT NULL,               -- technical
    at integer NOT NULL,                  -- technical
    job_id integer NOT NULL               -- technical
) STRICT;
CREATE INDEX review_by_staged ON review (staged_id);

-- Rows that wait: their import lives, nobody decided about them, and their source has said nothing
-- newer.
CREATE VIEW staged_waiting AS
SELECT s.*
FROM staged s JOIN job j ON j.id = s.job_id
WHERE j.undone_by IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM review v JOIN job vj ON vj.id = v.job_id
    WHERE v.staged_id = s.id AND vj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM staged n JOIN job nj ON nj.id = n.job_id
    WHERE n.source_id = s.source_id AND n.external_id = s.external_id AND n.id > s.id
      AND nj.undone_by IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM record r JOIN record_version w ON w.record_id = r.id
    JOIN job wj ON wj.id = w.job_id
    WHERE r.source_id = s.source_id AND r.external_id = s.external_id AND w.id > s.id
      AND wj.undone_by IS NULL);

-- Golden: persons.
CREATE TABLE contact (
    id integer PRIMARY KEY,               -- technical: the home shown
    version integer NOT NULL,             -- technical
    name text NOT NULL,                   -- personal
    sort_key text NOT NULL,               -- personal
    title text,                           -- personal
    given text,                           -- personal
    middle text,                          -- personal
    family text,                          -- personal
    suffix text,                          -- personal
    nickname text,                        -- personal
    birth_date text,                      -- personal
    gender text,                          -- personal
    language text,                        -- personal
    job_title text,                       -- personal
    department text,                      -- personal
    employer text,                        -- personal
    email text,                           -- personal: the primary one
    phone text,                           -- personal: the primary one
    city text,                            -- personal
    country text,                         -- personal
    records integer NOT NULL,             -- derived
    completeness integer NOT NULL,        -- derived: percent
    origins text,                         -- derived: field and record of each value; null when all
                                          -- come from the one record
    created_at integer NOT NULL,          -- technical
    updated_at integer NOT NULL           -- technical
) STRICT;

-- Golden: companies.
CREATE TABLE company (
    id integer PRIMARY KEY,               -- technical
    version integer NOT NULL,             -- technical
    name text NOT NULL,                   -- personal: sole traders are people
    sort_key text NOT NULL,               -- personal
    legal_form text,                      -- personal
    org_number text,                      -- personal
    vat_number text,                      -- personal
    industry text,                        -- personal
    employees text,                       -- personal
    language text,                        -- personal
    email text,                           -- personal
    phone text,                           -- personal
    city text,                            -- personal
    country text,                         -- personal
    records integer NOT NULL,             -- derived
    completeness integer NOT NULL,        -- derived
    origins text,                         -- derived
    created_at integer NOT NULL,          -- technical
    updated_at integer NOT NULL           -- technical
) STRICT;

-- Golden: e-mails, phones, addresses, web sites.
CREATE TABLE point (
    entity_id integer NOT NULL,           -- technical
    kind text NOT NULL,                   -- technical: email, phone, address, url
    position integer NOT NULL,            -- derived: 0 is the primary one
    value text NOT NULL,                  -- personal
    normal text NOT NULL,                 -- personal
    label text,                           -- personal
    status text NOT NULL,                 -- technical: said, verified, invalid
    verified_at integer,                  -- technical
    origin integer NOT NULL,              -- derived: the record or hand-made value it comes from
    PRIMARY KEY (entity_id, kind, position)
) STRICT, CLUSTERED;

-- What changed: one entry per changed contact, in the order of the changes. Output of recomputing,
-- never the source of an undo. A contact's first entry bears the contact's id, so only later ones
-- need to stand in the index.
CREATE TABLE history (
    id integer PRIMARY KEY,               -- technical
    entity_id integer NOT NULL,           -- technical
    version integer NOT NULL,             -- technical
    at integer NOT NULL,                  -- technical
    actor integer NOT NULL,               -- technical
    job_id integer NOT NULL,              -- technical
    action text NOT NULL,                 -- technical: created, changed, removed, merged
    diff text                             -- personal: JSON, field -> [before, after]
) STRICT;
CREATE UNIQUE INDEX history_by_entity ON history (entity_id, version) WHERE version > 1;

-- Blocking keys of every record. On SQLite a random insert dirties a page of its own: there new keys
-- wait in memory and are written as sorted runs (see intake/key_run.h). A run counts from the moment
-- it has its row in match_key_run; the log says whose keys are still waiting.
-- @postgres
CREATE TABLE match_key (
    key integer NOT NULL,                 -- personal: a hash, but of a name or address
    record_id integer NOT NULL,           -- technical
    PRIMARY KEY (key, record_id)
);
-- @sqlite
CREATE TABLE match_key_run (
    id integer PRIMARY KEY,               -- technical
    entries integer NOT NULL,             -- technical
    fences blob NOT NULL                  -- personal: the first key of each page
) STRICT;
CREATE TABLE match_key_page (
    id integer PRIMARY KEY,               -- technical: run << 32 | number of the page, from 0
    body blob NOT NULL                    -- personal: keys and the ids of their records
) STRICT;
-- @both
CREATE TABLE match_key_log (
    generation integer NOT NULL,          -- technical: they are merged a generation at a time
    record_id integer NOT NULL,           -- technical: the first of a row of ids
    last_record_id integer NOT NULL,      -- technical
    PRIMARY KEY (generation, record_id)
) STRICT, CLUSTERED;

-- Identifying keys, claimed before looking and held until commit (PostgreSQL; a SQLite writer is
-- alone anyway).
CREATE TABLE claim (
    key integer PRIMARY KEY,              -- personal
    at integer NOT NULL                   -- technical
) STRICT;

-- Rows of an import that did not simply become facts: rejected, or staged for review.
CREATE TABLE import_row (
    job_id integer NOT NULL,              -- technical
    number integer NOT NULL,              -- technical: of the row, from 1
    line integer NOT NULL,                -- technical
    verdict text NOT NULL,                -- technical: rejected, review
    column_name text,                     -- technical
    reason text NOT NULL,                 -- personal
    raw text NOT NULL,                    -- personal
    PRIMARY KEY (job_id, number)
) STRICT, CLUSTERED;

-- What an import mended, counted by rule, with a few samples.
CREATE TABLE mended (
    job_id integer NOT NULL,              -- technical
    rule text NOT NULL,                   -- technical
    field text NOT NULL,                  -- technical
    count integer NOT NULL,               -- technical
    samples text NOT NULL,                -- personal: JSON, [[before, after], ...]
    PRIMARY KEY (job_id, rule, field)
) STRICT, CLUSTERED;

-- Rules as data. Survivorship: which value of a field wins, by criteria in order.
CREATE TABLE survivorship (
    field text PRIMARY KEY,               -- technical: a field's name, or "*" for all others
    criteria text NOT NULL                -- technical: of trust, newest, oldest, complete, frequent
) STRICT;

-- What the guard does with a finding on a channel: block, warn, log or review.
CREATE TABLE policy (
    channel text NOT NULL,                -- technical: typed, import, api ...; "*" for all others
    finding text NOT NULL,                -- technical
    action text NOT NULL,                 -- technical
    PRIMARY KEY (channel, finding)
) STRICT, CLUSTERED;

-- The matching model, frozen: weights, value frequencies, limits.
CREATE TABLE model (
    id integer PRIMARY KEY,               -- technical
    entity integer NOT NULL,              -- technical
    body text NOT NULL,                   -- personal: frequencies of names
    created_at integer NOT NULL,          -- technical
    job_id integer NOT NULL               -- technical
) STRICT;

-- The register's own fields; number 4 is the column "x_4" of contact and company.
CREATE TABLE custom_field (
    number integer PRIMARY KEY,           -- technical
    name text NOT NULL UNIQUE,            -- technical
    title text NOT NULL,                  -- technical
    class text NOT NULL,                  -- technical
    hidden integer NOT NULL               -- technical
) STRICT;

-- @sqlite
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', detail = none, columnsize = 0,
                                    tokenize = 'ascii'); -- personal: words are folded already
INSERT INTO search (search, rank) VALUES ('automerge', 8);
-- @postgres
CREATE TABLE search (
    id bigint PRIMARY KEY,                -- technical
    words tsvector NOT NULL               -- personal
);
-- Whoever fills the list of pending entries has to clear it: a short one, so that nobody waits long.
CREATE INDEX search_by_words ON search USING gin (words)
    WITH (fastupdate = on, gin_pending_list_limit = 2048);
-- @both
