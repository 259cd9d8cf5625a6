"""What the office in the browser keeps: sessions, lists, files, meetings, papers, and what people are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.cases.search_keys import keys_of_case
from engine.storage.column_types import Instant, Json, Serial

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Each room adds its tables by a function of its own, called here."""
    _identity()
    _preferences()
    _kept_forms()
    _need_to_know()
    _lists()
    _uploads()
    _door()
    _drawn_tasks()
    _jobs()
    _papers()


def downgrade() -> None:
    """The reverse, in reverse order."""
    _drop_papers()
    _drop_identity()
    _drop_door()
    _drop_jobs()
    _drop_drawn_tasks()
    _drop_lists()
    _drop_need_to_know()
    for table in ("phrases", "upload_pieces", "uploads"):
        op.drop_table(table)
    op.drop_table("kept_forms")
    op.drop_table("preferences")


def _preferences() -> None:
    """How a person likes the pages."""
    op.create_table(
        "preferences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_preferences_person_people")),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_preferences")),
    )


def _kept_forms() -> None:
    """What was typed into forms that could not be taken."""
    op.create_table(
        "kept_forms",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kept_at", Instant(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_kept_forms_person_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_forms")),
    )
    with op.batch_alter_table("kept_forms") as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_forms_person_kept_at"), ["person", "kept_at"])


def _need_to_know() -> None:
    """Requests to read real data, and risk grades."""
    op.create_table(
        "real_data_requests",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_real_data_requests_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_real_data_requests")),
    )
    waiting = sa.text("decided_at IS NULL")
    with op.batch_alter_table("real_data_requests") as batch_op:
        batch_op.create_index(batch_op.f("ix_real_data_requests_case_id"), ["case_id"])
        batch_op.create_index(
            "ix_real_data_requests_waiting", ["asked_at", "id"], sqlite_where=waiting, postgresql_where=waiting
        )
    op.create_table(
        "risk_grades",
        sa.Column("id", Serial, nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("graded_at", Instant(timezone=True), nullable=False),
        sa.Column("graded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_risk_grades_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_grades")),
    )
    with op.batch_alter_table("risk_grades") as batch_op:
        batch_op.create_index(batch_op.f("ix_risk_grades_case_id"), ["case_id"])


def _drop_need_to_know() -> None:
    op.drop_table("risk_grades")
    op.drop_table("real_data_requests")


def _lists() -> None:
    """What lists read and are found by, what people are told."""
    op.create_table(
        "steps",
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("element", "name", name=op.f("pk_steps")),
    )
    op.create_table(
        "case_keys",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_keys_case_id")),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_keys")),
    )
    with op.batch_alter_table("case_keys") as batch_op:
        batch_op.create_index(batch_op.f("ix_case_keys_key_case_id"), ["key", "case_id"])
    op.create_table(
        "notice_preferences",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kinds", Json(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notice_preferences_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_notice_preferences")),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", Json(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("saved_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_saved_views_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("person", "box", "name", name=op.f("uq_saved_views_person_box_name")),
    )
    op.create_table(
        "person_notices",
        sa.Column("id", Serial, nullable=False),
        sa.Column("notice", Serial, nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("on_behalf_of", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("read_at", Instant(timezone=True), nullable=True),
        sa.Column("digested_at", Instant(timezone=True), nullable=True),
        sa.Column("for_digest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_person_notices_case_id")),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_person_notices_notice")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_person_notices_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_notices")),
        sa.UniqueConstraint("notice", "person", name=op.f("uq_person_notices_notice_person")),
    )
    with op.batch_alter_table("person_notices") as batch_op:
        batch_op.create_index(batch_op.f("ix_person_notices_case_id"), ["case_id"])
        batch_op.create_index(batch_op.f("ix_person_notices_person_id"), ["person", "id"])
        batch_op.create_index(
            "ix_person_notices_unseen",
            ["person", "id"],
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )
    op.create_table(
        "circulations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("submission", sa.Text(), nullable=False),
        sa.Column("sent_at", Instant(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_circulations_case_id")),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_circulations_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circulations")),
    )
    with op.batch_alter_table("circulations") as batch_op:
        batch_op.create_index(batch_op.f("ix_circulations_case_id"), ["case_id"])
        batch_op.create_index(batch_op.f("ix_circulations_sent_by_sent_at"), ["sent_by", "sent_at"])
    op.create_table(
        "mails",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("person_notice", Serial, nullable=True),
        sa.Column("digest_day", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("next_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_mails_person")),
        sa.ForeignKeyConstraint(["person_notice"], ["person_notices.id"], name=op.f("fk_mails_person_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("person", "digest_day", name=op.f("uq_mails_person_digest_day")),
        sa.UniqueConstraint("person_notice", name=op.f("uq_mails_person_notice")),
    )
    with op.batch_alter_table("mails") as batch_op:
        batch_op.create_index(batch_op.f("ix_mails_state_made_at"), ["state", "made_at"])
        batch_op.create_index(
            "ix_mails_waiting",
            ["next_at", "id"],
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
    op.create_table(
        "circulation_readers",
        sa.Column("circulation", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("sent_at", Instant(timezone=True), nullable=False),
        sa.Column("read_at", Instant(timezone=True), nullable=True),
        sa.Column("recalled_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["circulation"], ["circulations.id"], name=op.f("fk_circulation_readers_circulation")),
        sa.PrimaryKeyConstraint("circulation", "person", name=op.f("pk_circulation_readers")),
    )
    with op.batch_alter_table("circulation_readers") as batch_op:
        batch_op.create_index("ix_circulation_readers_read", ["person", "read_at", "circulation"])
        batch_op.create_index(
            "ix_circulation_readers_unread",
            ["person", "sent_at", "circulation"],
            sqlite_where=sa.text("read_at IS NULL AND recalled_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL AND recalled_at IS NULL"),
        )
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(sa.Column("urgency", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch_op.create_index(batch_op.f("ix_cases_opened_by_opened_at"), ["opened_by", "opened_at"])
        batch_op.create_index("ix_cases_listed", ["id", "status", "applicant_unit", "urgency", "danger"])
    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.create_index(
            "ix_deadlines_running",
            ["name", "case_id", "item"],
            sqlite_where=sa.text("is_open = 1"),
            postgresql_where=sa.text("is_open"),
        )
    with op.batch_alter_table("notices") as batch_op:
        batch_op.add_column(sa.Column("written_by", sa.Text(), server_default=sa.text("''"), nullable=False))
    with op.batch_alter_table("submissions") as batch_op:
        batch_op.create_index(
            "ix_submissions_drafts",
            ["written_by", "written_at"],
            sqlite_where=sa.text("kind = 'draft'"),
            postgresql_where=sa.text("kind = 'draft'"),
        )
    with op.batch_alter_table("task_candidates") as batch_op:
        batch_op.add_column(sa.Column("held_by", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_task_candidates_free",
            ["group", "due_order", "task_id"],
            sqlite_where=sa.text("held_by IS NULL"),
            postgresql_where=sa.text("held_by IS NULL"),
        )
    with op.batch_alter_table("tasks") as batch_op:
        batch_op.add_column(sa.Column("unit", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch_op.create_index(
            "ix_tasks_listed",
            ["id", "case_id", "status", "element", "unit"],
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index(
            "ix_tasks_opened",
            ["opened_at"],
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index(
            "ix_tasks_due",
            ["due", "id"],
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index(
            "ix_tasks_unit",
            ["unit", "due", "id"],
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
    _fill_lists()


def _fill_lists() -> None:
    """What is open already is listed and found like whatever comes later."""
    connection = op.get_bind()
    held = "SELECT claimed_by FROM tasks WHERE tasks.id = task_candidates.task_id"
    connection.execute(sa.text(f"UPDATE task_candidates SET held_by = ({held})"))  # noqa: S608  # no value in it
    connection.execute(sa.text("INSERT INTO steps (element, name) SELECT DISTINCT element, name FROM tasks"))
    found = connection.execute(sa.text("SELECT id, number FROM cases")).all()
    known = connection.execute(sa.text("SELECT case_id, pseudonym FROM subjects")).all()
    pseudonyms: dict[str, list[str]] = {}
    for case_id, pseudonym in known:
        pseudonyms.setdefault(case_id, []).append(pseudonym)
    adding = sa.text("INSERT INTO case_keys (case_id, key) VALUES (:case_id, :key)")
    for case_id, number in found:
        keys = keys_of_case(number, pseudonyms.get(case_id, ()))
        connection.execute(adding, [{"case_id": case_id, "key": key} for key in sorted(keys)])


def _drop_lists() -> None:
    with op.batch_alter_table("tasks") as batch_op:
        batch_op.drop_index(
            "ix_tasks_listed", sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'")
        )
        batch_op.drop_index(
            "ix_tasks_opened",
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.drop_index(
            "ix_tasks_unit", sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'")
        )
        batch_op.drop_index(
            "ix_tasks_due", sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'")
        )
        batch_op.drop_column("unit")
    with op.batch_alter_table("task_candidates") as batch_op:
        batch_op.drop_index(
            "ix_task_candidates_free",
            sqlite_where=sa.text("held_by IS NULL"),
            postgresql_where=sa.text("held_by IS NULL"),
        )
        batch_op.drop_column("held_by")
    with op.batch_alter_table("submissions") as batch_op:
        batch_op.drop_index(
            "ix_submissions_drafts", sqlite_where=sa.text("kind = 'draft'"), postgresql_where=sa.text("kind = 'draft'")
        )
    with op.batch_alter_table("deadlines") as batch_op:
        batch_op.drop_index(
            "ix_deadlines_running", sqlite_where=sa.text("is_open = 1"), postgresql_where=sa.text("is_open")
        )
    with op.batch_alter_table("notices") as batch_op:
        batch_op.drop_column("written_by")
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_index("ix_cases_listed")
        batch_op.drop_index(batch_op.f("ix_cases_opened_by_opened_at"))
        batch_op.drop_column("urgency")
    with op.batch_alter_table("circulation_readers") as batch_op:
        batch_op.drop_index(
            "ix_circulation_readers_unread",
            sqlite_where=sa.text("read_at IS NULL AND recalled_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL AND recalled_at IS NULL"),
        )
        batch_op.drop_index("ix_circulation_readers_read")
    op.drop_table("circulation_readers")
    with op.batch_alter_table("mails") as batch_op:
        batch_op.drop_index(
            "ix_mails_waiting", sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")
        )
        batch_op.drop_index(batch_op.f("ix_mails_state_made_at"))
    op.drop_table("mails")
    with op.batch_alter_table("circulations") as batch_op:
        batch_op.drop_index(batch_op.f("ix_circulations_sent_by_sent_at"))
        batch_op.drop_index(batch_op.f("ix_circulations_case_id"))
    op.drop_table("circulations")
    with op.batch_alter_table("person_notices") as batch_op:
        batch_op.drop_index(
            "ix_person_notices_unseen",
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_person_notices_person_id"))
        batch_op.drop_index(batch_op.f("ix_person_notices_case_id"))
    op.drop_table("person_notices")
    op.drop_table("saved_views")
    op.drop_table("notice_preferences")
    with op.batch_alter_table("case_keys") as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_keys_key_case_id"))
    op.drop_table("case_keys")
    op.drop_table("steps")


def _uploads() -> None:
    """What people hand in beside their forms, and the phrases they keep for opinions."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", Instant(timezone=True), nullable=False),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("submission", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_uploads_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    loose = sa.text("submission IS NULL")
    with op.batch_alter_table("uploads") as batch_op:
        batch_op.create_index("ix_uploads_ref", ["ref"])
        batch_op.create_index("ix_uploads_case", ["case_id", "number"])
        batch_op.create_index("ix_uploads_loose", ["uploaded_at"], sqlite_where=loose, postgresql_where=loose)
    op.create_table(
        "upload_pieces",
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["uploads.id"], name=op.f("fk_upload_pieces_file_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "position", name=op.f("pk_upload_pieces")),
    )
    op.create_table(
        "phrases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
    )
    with op.batch_alter_table("phrases") as batch_op:
        batch_op.create_index("ix_phrases_person", ["person"])
        batch_op.create_index("ix_phrases_unit", ["unit"])


def _identity() -> None:
    with op.batch_alter_table("person_secrets") as batch_op:
        batch_op.add_column(sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "second_factors",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_second_factors_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", Serial, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_recovery_codes_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index("ix_recovery_codes_person", "recovery_codes", ["person"])
    op.create_table(
        "password_history",
        sa.Column("id", Serial, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_password_history_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_history")),
    )
    op.create_index("ix_password_history_person", "password_history", ["person"])
    op.create_table(
        "login_failures",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column("locked_until", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_login_failures")),
    )
    op.create_table(
        "setup_code",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setup_code")),
    )
    _identity_sessions()


def _identity_sessions() -> None:
    op.create_table(
        "guest_links",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("issued_at", Instant(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("opened_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_guest_links_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_guest_links_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_links")),
        sa.UniqueConstraint("sha256", name=op.f("uq_guest_links_sha256")),
    )
    op.create_index("ix_guest_links_case_id", "guest_links", ["case_id"])
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("opened_at", Instant(timezone=True), nullable=False),
        sa.Column("seen_at", Instant(timezone=True), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("failures_before", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("identity", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("ended_from", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["link"], ["guest_links.id"], name=op.f("fk_sessions_link")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_sessions_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("sha256", name=op.f("uq_sessions_sha256")),
    )
    op.create_index("ix_sessions_person_opened_at", "sessions", ["person", "opened_at"])


def _drop_identity() -> None:
    for name in (
        "sessions",
        "guest_links",
        "setup_code",
        "login_failures",
        "password_history",
        "recovery_codes",
        "second_factors",
    ):
        op.drop_table(name)
    with op.batch_alter_table("person_secrets") as batch_op:
        batch_op.drop_column("must_change")


def _door() -> None:
    """Applications being written; meetings with time, room and invitations."""
    op.create_table(
        "application_drafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", Instant(timezone=True), nullable=False),
        sa.Column("saved_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_application_drafts_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_drafts")),
    )
    with op.batch_alter_table("application_drafts") as batch_op:
        batch_op.create_index(batch_op.f("ix_application_drafts_person_saved_at"), ["person", "saved_at"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(timezone=True), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", Instant(timezone=True), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_invitations_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("meeting", "kind", "who", name=op.f("uq_invitations_meeting_kind_who")),
    )
    with op.batch_alter_table("invitations") as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_who"), ["who"])
    with op.batch_alter_table("meetings") as batch_op:
        batch_op.add_column(sa.Column("starts_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ends_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("room", sa.Text(), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("clerk", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("details", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("meeting_cases") as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("recorded_at", Instant(timezone=True), nullable=True))


def _drop_door() -> None:
    with op.batch_alter_table("meeting_cases") as batch_op:
        for name in ("recorded_at", "minutes", "position"):
            batch_op.drop_column(name)
    with op.batch_alter_table("meetings") as batch_op:
        for name in ("details", "sequence", "clerk", "room", "ends_at", "starts_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("invitations") as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_who"))
    op.drop_table("invitations")
    with op.batch_alter_table("application_drafts") as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_drafts_person_saved_at"))
    op.drop_table("application_drafts")


def _drawn_tasks() -> None:
    """What a drawing says of its tasks beside whose they are."""
    with op.batch_alter_table("tasks") as batch_op:
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default=sa.text("50"), nullable=False))
        batch_op.add_column(sa.Column("follow_up", sa.Date(), nullable=True))


def _drop_drawn_tasks() -> None:
    with op.batch_alter_table("tasks") as batch_op:
        batch_op.drop_column("follow_up")
        batch_op.drop_column("priority")


def _papers() -> None:
    """What papers were filled with, templates by content, scans, numbers given in vain; a number goes to many."""
    with op.batch_alter_table("documents") as batch_op:
        batch_op.drop_constraint(op.f("uq_documents_kind_number"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_documents_kind_number_item"), ["kind", "number", "item"])
    op.create_table(
        "paper_files",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_paper_files")),
    )
    op.create_table(
        "paper_templates",
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("published_at", Instant(timezone=True), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("discarded_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["paper_files.digest"], name=op.f("fk_paper_templates_digest")),
        sa.PrimaryKeyConstraint("procedure", "kind", "version", name=op.f("pk_paper_templates")),
    )
    op.create_table(
        "paper_contents",
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("drawn_at", Instant(timezone=True), nullable=False),
        sa.Column("author_unit", sa.Text(), nullable=False),
        sa.Column("addressees", Json(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["paper"], ["documents.id"], name=op.f("fk_paper_contents_paper")),
        sa.ForeignKeyConstraint(["template"], ["paper_files.digest"], name=op.f("fk_paper_contents_template")),
        sa.PrimaryKeyConstraint("paper", name=op.f("pk_paper_contents")),
    )
    op.create_table(
        "paper_scans",
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("taken_at", Instant(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_paper_scans_case_id")),
        sa.ForeignKeyConstraint(["file"], ["uploads.id"], name=op.f("fk_paper_scans_file")),
        sa.ForeignKeyConstraint(["paper"], ["documents.id"], name=op.f("fk_paper_scans_paper")),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_paper_scans")),
    )
    with op.batch_alter_table("paper_scans") as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_scans_case_id"), ["case_id"])
    op.create_table(
        "paper_voids",
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("submission", sa.Text(), nullable=False),
        sa.Column("voided_at", Instant(timezone=True), nullable=False),
        sa.Column("voided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["paper"], ["documents.id"], name=op.f("fk_paper_voids_paper")),
        sa.PrimaryKeyConstraint("paper", name=op.f("pk_paper_voids")),
    )


def _drop_papers() -> None:
    for table in ("paper_voids", "paper_scans", "paper_contents", "paper_templates", "paper_files"):
        op.drop_table(table)
    op.execute(
        "update documents set number = null where exists (select 1 from documents as other where"
        " other.kind = documents.kind and other.number = documents.number and other.item < documents.item)"
    )
    with op.batch_alter_table("documents") as batch_op:
        batch_op.drop_constraint(op.f("uq_documents_kind_number_item"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_documents_kind_number"), ["kind", "number"])


def _jobs() -> None:
    """Long work, and what it came to."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("asked", Json(), nullable=False),
        sa.Column("asked_at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("held_until", Instant(timezone=True), nullable=True),
        sa.Column("ended_at", Instant(timezone=True), nullable=True),
        sa.Column("seen_at", Instant(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_jobs_person_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    pending = sa.text("state IN ('waiting', 'running')")
    with op.batch_alter_table("jobs") as batch_op:
        batch_op.create_index(batch_op.f("ix_jobs_person_asked_at"), ["person", "asked_at"])
        batch_op.create_index(batch_op.f("ix_jobs_ended_at"), ["ended_at"])
        batch_op.create_index("ix_jobs_pending", ["asked_at", "id"], sqlite_where=pending, postgresql_where=pending)
    op.create_table(
        "job_results",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name=op.f("fk_job_results_job_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job", "position", name=op.f("pk_job_results")),
    )


def _drop_jobs() -> None:
    op.drop_table("job_results")
    pending = sa.text("state IN ('waiting', 'running')")
    with op.batch_alter_table("jobs") as batch_op:
        batch_op.drop_index("ix_jobs_pending", sqlite_where=pending, postgresql_where=pending)
        batch_op.drop_index(batch_op.f("ix_jobs_ended_at"))
        batch_op.drop_index(batch_op.f("ix_jobs_person_asked_at"))
    op.drop_table("jobs")
