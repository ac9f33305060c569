"""Triggers that refuse to change or delete a row of the audit log.

Emptying the whole table stays possible where the database itself does it at once: TRUNCATE on PostgreSQL (row triggers
do not see it). SQLite has no TRUNCATE; there the trigger on DELETE asks for the table `audit_log_may_be_emptied`'s one
row, which only a test run puts there (Django's flush is a DELETE on SQLite). A hub never has that row: whoever can
write it by hand holds the database file anyway, and the seals of the rows show what was done.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    "CREATE TABLE audit_log_may_be_emptied (yes INTEGER NOT NULL)",
    """CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON catalogue_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    """CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON catalogue_auditentry
    WHEN NOT EXISTS (SELECT 1 FROM audit_log_may_be_emptied)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER audit_log_no_update",
    "DROP TRIGGER audit_log_no_delete",
    "DROP TABLE audit_log_may_be_emptied",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE ON catalogue_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_log_is_append_only()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER audit_log_no_change ON catalogue_auditentry",
    "DROP FUNCTION audit_log_is_append_only()",
]


def refuse(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def allow(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK})


def _run(schema_editor: BaseDatabaseSchemaEditor, by_vendor: dict[str, list[str]]) -> None:
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
