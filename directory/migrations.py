"""The tables, as a history of named steps. A step that has been released is never edited: add another after it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

directory_migrations = Migrations("directory")

_STATE = "TEXT NOT NULL CHECK (state IN ('confirmed', 'unconfirmed', 'conflicting', 'not found', 'superseded'))"
_SERVICE = "TEXT NOT NULL REFERENCES service(id)"
_SIGNS = "TEXT NOT NULL REFERENCES signs(id)"


def step_names() -> list[str]:
    """The names of all steps, in their order: what a file built by this version has been through."""
    return [step.name for step in directory_migrations.pending(Database(memory=True))]


def _create(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)


@directory_migrations()
def m001_sources_and_settings(db: Database) -> None:
    """What was read, and the few values that hold for the whole file."""
    _create(
        db,
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """CREATE TABLE source (id TEXT PRIMARY KEY, address TEXT NOT NULL, date TEXT NOT NULL, assured_date TEXT,
            tier TEXT NOT NULL, note TEXT)""",
        "CREATE TABLE code (code TEXT PRIMARY KEY, what TEXT NOT NULL)",
    )


@directory_migrations()
def m002_services(db: Database) -> None:
    """A service, its names, and where it serves."""
    _create(
        db,
        """CREATE TABLE service (id TEXT PRIMARY KEY, name TEXT NOT NULL, spoken_name TEXT NOT NULL,
            status TEXT NOT NULL, organization_name TEXT NOT NULL, organization_description TEXT,
            organization_website TEXT, languages TEXT NOT NULL, assured_date TEXT, never_by_date INTEGER NOT NULL,
            action_before_publishing TEXT)""",
        f"CREATE TABLE name (service_id {_SERVICE}, name TEXT NOT NULL, PRIMARY KEY (service_id, name))",
        f"CREATE TABLE purpose (service_id {_SERVICE}, purpose TEXT NOT NULL, PRIMARY KEY (service_id, purpose))",
        f"CREATE TABLE service_area (service_id {_SERVICE}, area TEXT NOT NULL, PRIMARY KEY (service_id, area))",
    )


@directory_migrations()
def m003_contacts(db: Database) -> None:
    """The ways to reach a service, and when each answers."""
    _create(
        db,
        f"""CREATE TABLE contact (service_id {_SERVICE}, handle TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
            state {_STATE}, assured_date TEXT, date_note TEXT, keyword TEXT, description TEXT,
            print_unconfirmed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, superseded_by TEXT, note TEXT,
            PRIMARY KEY (service_id, handle),
            FOREIGN KEY (service_id, superseded_by) REFERENCES contact(service_id, handle)
                DEFERRABLE INITIALLY DEFERRED)""",
        """CREATE TABLE location (service_id TEXT NOT NULL, handle TEXT NOT NULL, name TEXT, address_1 TEXT, city TEXT,
            postal_code TEXT, accessibility TEXT, PRIMARY KEY (service_id, handle),
            FOREIGN KEY (service_id, handle) REFERENCES contact(service_id, handle))""",
        f"""CREATE TABLE schedule (service_id {_SERVICE}, position INTEGER NOT NULL, handle TEXT NOT NULL,
            byday TEXT NOT NULL, opens_at TEXT NOT NULL, closes_at TEXT NOT NULL, bank_holidays TEXT NOT NULL,
            state {_STATE}, assured_date TEXT, PRIMARY KEY (service_id, position),
            FOREIGN KEY (service_id, handle) REFERENCES contact(service_id, handle))""",
    )


@directory_migrations()
def m004_claims(db: Database) -> None:
    """What is said of a service, what is kept but never said, and the source of each."""
    _create(
        db,
        f"""CREATE TABLE claim (service_id {_SERVICE}, field TEXT NOT NULL, text TEXT NOT NULL, state {_STATE},
            assured_date TEXT, date_note TEXT, note TEXT, PRIMARY KEY (service_id, field))""",
        f"""CREATE TABLE record (service_id {_SERVICE}, position INTEGER NOT NULL, field TEXT NOT NULL,
            value TEXT NOT NULL, state {_STATE}, note TEXT, PRIMARY KEY (service_id, position))""",
        f"""CREATE TABLE citation (service_id {_SERVICE}, part TEXT NOT NULL,
            source_id TEXT NOT NULL REFERENCES source(id), PRIMARY KEY (service_id, part, source_id))""",
    )


@directory_migrations()
def m005_places(db: Database) -> None:
    """Areas, and the words that place somebody in one."""
    _create(
        db,
        "CREATE TABLE area (id TEXT PRIMARY KEY, name TEXT NOT NULL, within TEXT)",
        "CREATE TABLE postcode_district (district TEXT PRIMARY KEY, area_id TEXT NOT NULL REFERENCES area(id))",
        "CREATE TABLE town (word TEXT PRIMARY KEY, name TEXT NOT NULL, area_id TEXT NOT NULL REFERENCES area(id))",
    )


@directory_migrations()
def m006_guidance(db: Database) -> None:
    """Signs to look for, steps until help comes, and the card of last resort."""
    _create(
        db,
        "CREATE TABLE signs (id TEXT PRIMARY KEY, name TEXT NOT NULL, intro TEXT, caution TEXT)",
        f"CREATE TABLE signs_name (signs_id {_SIGNS}, name TEXT NOT NULL, PRIMARY KEY (signs_id, name))",
        f"""CREATE TABLE sign (signs_id {_SIGNS}, position INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (signs_id, position))""",
        "CREATE TABLE situation (id TEXT PRIMARY KEY)",
        """CREATE TABLE step (situation_id TEXT NOT NULL REFERENCES situation(id),
            kind TEXT NOT NULL CHECK (kind IN ('do', 'dont')), position INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (situation_id, kind, position))""",
        f"CREATE TABLE last_resort (position INTEGER PRIMARY KEY, service_id {_SERVICE})",
    )


@directory_migrations()
def m007_search(db: Database) -> None:
    """The words by which a service is found."""
    _create(
        db,
        f"""CREATE TABLE phrase (id INTEGER PRIMARY KEY, service_id {_SERVICE}, kind TEXT NOT NULL
            CHECK (kind IN ('name', 'purpose', 'description')), text TEXT NOT NULL)""",
        """CREATE VIRTUAL TABLE phrase_fts
            USING fts5(text, content='phrase', content_rowid='id', tokenize='porter unicode61')""",
    )
