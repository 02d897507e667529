"""Migrations of the schema, run by Alembic; loaded only when a database is older than this program.

A version is four digits, in order. Each script in `versions` is frozen once released: it says its tables in full and
never looks at today's.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0010"
"""Version of the schema in `tables`."""
VERSION = "SELECT max(version_num) FROM alembic_version"


def upgrade(connection: "Connection", version: str = HEAD) -> None:
    """Bring the schema to HEAD, or another version, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    command.upgrade(config, version)


def stamp(connection: "Connection") -> None:
    """Mark a schema just made from `tables` as HEAD, the way Alembic does but without loading it."""
    from sqlalchemy import text

    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
