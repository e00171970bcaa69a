-- The tables of a built directory. A file that was built with others is refused, and built anew.

-- How sure it is that a fact is true.
CREATE TABLE state (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO state VALUES ('confirmed'), ('unconfirmed'), ('conflicting'), ('not found'), ('superseded');

-- What was read, and the few values that hold for the whole file.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (id TEXT PRIMARY KEY, address TEXT NOT NULL, date TEXT NOT NULL, assured_date TEXT,
    tier TEXT NOT NULL, note TEXT);

-- A service, its names, and where it serves.
CREATE TABLE service (id TEXT PRIMARY KEY, name TEXT NOT NULL, spoken_name TEXT NOT NULL,
    status TEXT NOT NULL, organization_name TEXT NOT NULL, organization_description TEXT,
    organization_website TEXT, languages TEXT NOT NULL, needs TEXT NOT NULL, roles TEXT NOT NULL,
    described_as TEXT NOT NULL, assured_date TEXT, never_by_date INTEGER NOT NULL,
    action_before_publishing TEXT);
-- When each was last another one than it is, by a hash over all of its rows.
CREATE TABLE modified (service_id TEXT PRIMARY KEY REFERENCES service(id), digest TEXT NOT NULL, at TEXT NOT NULL);
-- Contacts that were changed while their date was not, with what they were before.
CREATE TABLE redialled (service_id TEXT NOT NULL, handle TEXT NOT NULL, before TEXT NOT NULL,
    PRIMARY KEY (service_id, handle));
CREATE TABLE name (service_id TEXT NOT NULL REFERENCES service(id), name TEXT NOT NULL,
    PRIMARY KEY (service_id, name));
CREATE TABLE purpose (service_id TEXT NOT NULL REFERENCES service(id), purpose TEXT NOT NULL,
    PRIMARY KEY (service_id, purpose));
CREATE TABLE service_area (service_id TEXT NOT NULL REFERENCES service(id), area TEXT NOT NULL,
    PRIMARY KEY (service_id, area));

-- The ways to reach a service, and when each answers.
CREATE TABLE contact (service_id TEXT NOT NULL REFERENCES service(id), handle TEXT NOT NULL,
    kind TEXT NOT NULL, value TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES state(name), assured_date TEXT, assured_by TEXT, date_note TEXT, keyword TEXT, description TEXT,
    print_unconfirmed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, superseded_by TEXT, note TEXT,
    PRIMARY KEY (service_id, handle),
    FOREIGN KEY (service_id, superseded_by) REFERENCES contact(service_id, handle)
    DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE location (service_id TEXT NOT NULL, handle TEXT NOT NULL, name TEXT, address_1 TEXT, city TEXT,
    postal_code TEXT, accessibility TEXT, latitude REAL, longitude REAL, PRIMARY KEY (service_id, handle),
    FOREIGN KEY (service_id, handle) REFERENCES contact(service_id, handle));
CREATE TABLE schedule (service_id TEXT NOT NULL REFERENCES service(id), position INTEGER NOT NULL,
    handle TEXT NOT NULL,
    byday TEXT NOT NULL, opens_at TEXT NOT NULL, closes_at TEXT NOT NULL, bank_holidays TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES state(name), assured_date TEXT, PRIMARY KEY (service_id, position),
    FOREIGN KEY (service_id, handle) REFERENCES contact(service_id, handle));
CREATE TABLE closure (service_id TEXT NOT NULL REFERENCES service(id), position INTEGER NOT NULL, handle TEXT,
    valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, PRIMARY KEY (service_id, position),
    FOREIGN KEY (service_id, handle) REFERENCES contact(service_id, handle));

-- What is said of a service, what is kept but never said, and the source of each.
CREATE TABLE claim (service_id TEXT NOT NULL REFERENCES service(id), field TEXT NOT NULL, text TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES state(name),
    assured_date TEXT, date_note TEXT, note TEXT, PRIMARY KEY (service_id, field));
CREATE TABLE record (service_id TEXT NOT NULL REFERENCES service(id), position INTEGER NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, state TEXT NOT NULL REFERENCES state(name), note TEXT, PRIMARY KEY (service_id, position));
CREATE TABLE citation (service_id TEXT NOT NULL REFERENCES service(id), part TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES source(id), PRIMARY KEY (service_id, part, source_id));

-- Areas, and the words that place somebody in one.
CREATE TABLE area (id TEXT PRIMARY KEY, name TEXT NOT NULL, within TEXT);
CREATE TABLE postcode_district (district TEXT PRIMARY KEY, area_id TEXT NOT NULL REFERENCES area(id));
CREATE TABLE town (word TEXT PRIMARY KEY, name TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area(id));

-- Signs to look for, steps until help comes, and the card of last resort.
CREATE TABLE signs (id TEXT PRIMARY KEY, name TEXT NOT NULL, intro TEXT, caution TEXT);
CREATE TABLE signs_name (signs_id TEXT NOT NULL REFERENCES signs(id), name TEXT NOT NULL,
    PRIMARY KEY (signs_id, name));
CREATE TABLE sign (signs_id TEXT NOT NULL REFERENCES signs(id), position INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (signs_id, position));
CREATE TABLE situation (id TEXT PRIMARY KEY);
CREATE TABLE step (situation_id TEXT NOT NULL REFERENCES situation(id),
    kind TEXT NOT NULL CHECK (kind IN ('do', 'dont')), position INTEGER NOT NULL, text TEXT NOT NULL, easy TEXT,
    PRIMARY KEY (situation_id, kind, position));
CREATE TABLE last_resort (position INTEGER PRIMARY KEY, service_id TEXT NOT NULL REFERENCES service(id));

-- The words by which a service is found, service after service: they stand above, and here is their index alone.
CREATE VIEW phrase AS SELECT row_number() OVER (ORDER BY service.rowid, part.place, part.row) AS id,
    part.service_id, part.kind, part.text
    FROM (SELECT service_id, 'name' AS kind, 1 AS place, rowid AS row, name AS text FROM name
        UNION ALL SELECT service_id, 'purpose', 2, rowid, purpose FROM purpose
        UNION ALL SELECT service_id, 'description', 3, rowid, text FROM claim
            WHERE field = 'description' AND state = 'confirmed') AS part
    JOIN service ON service.id = part.service_id;
CREATE VIRTUAL TABLE phrase_fts
    USING fts5(text, content='phrase', content_rowid='id', tokenize='porter unicode61');
