"""The first tables: rooms, circles, participants, cards, votes, choices, a log."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make them, each after those that it names."""
    _room()
    _circle()
    _log()
    _proposal()
    _participant()
    _card()
    _dot()
    _pass()
    _score()
    _choice()
    _link()
    _proposal_idea()
    _support()


def _room() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=10), nullable=False),
        sa.Column("nis_code", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("axes", sa.String(length=20), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("show_results", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=True),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.Column("active_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("news", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("manage_hash", sa.String(length=64), nullable=False),
        sa.Column("screen_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "axes IN ('belang_invloed', 'effect_haalbaarheid')", name="ck_room_axes"
        ),
        sa.CheckConstraint(
            "phase IN ('voorbereiding', 'ideeën', 'bundelen', 'stemmen', 'bespreken', 'gesloten')",
            name="ck_room_phase",
        ),
        sa.CheckConstraint("k BETWEEN 3 AND 7", name="ck_room_k"),
        sa.CheckConstraint("keep_days BETWEEN 7 AND 365", name="ck_room_keep_days"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("manage_hash", name="uq_room_manage_hash"),
        sa.UniqueConstraint("ref", name="uq_room_ref"),
        sa.UniqueConstraint("screen_hash", name="uq_room_screen_hash"),
    )


def _circle() -> None:
    op.create_table(
        "circle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("open_code", sa.Boolean(), nullable=False),
        sa.Column("moderation", sa.String(length=10), nullable=False),
        sa.CheckConstraint("moderation IN ('vooraf', 'achteraf')", name="ck_circle_moderation"),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="fk_circle_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_circle"),
        sa.UniqueConstraint("code_hash", name="uq_circle_code_hash"),
        sa.UniqueConstraint("room", "name", name="uq_circle_room_name"),
    )
    op.create_index("ix_circle_room", "circle", ["room"], unique=False)


def _log() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=12), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.CheckConstraint("who IN ('facilitator', 'screen', 'rule', 'host')", name="ck_log_who"),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="fk_log_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
    )
    op.create_index("ix_log_room", "log", ["room"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="fk_proposal_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("room", "number", name="uq_proposal_room_number"),
    )
    op.create_index("ix_proposal_room", "proposal", ["room"], unique=False)


def _participant() -> None:
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=5), nullable=False),
        sa.Column("ballot", sa.String(length=20), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("origin IN ('web', 'pass', 'paper')", name="ck_participant_origin"),
        sa.ForeignKeyConstraint(
            ["circle"], ["circle.id"], name="fk_participant_circle", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        sa.UniqueConstraint("circle", "ballot", name="uq_participant_circle_ballot"),
        sa.UniqueConstraint("token_hash", name="uq_participant_token_hash"),
    )
    op.create_index("ix_participant_circle", "participant", ["circle"], unique=False)


def _card() -> None:
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("author", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("form_key", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "kind IN ('signal', 'challenge', 'action', 'idea')", name="ck_card_kind"
        ),
        sa.CheckConstraint(
            "state IN ('shown', 'waiting', 'hidden', 'withdrawn', 'aside')", name="ck_card_state"
        ),
        sa.ForeignKeyConstraint(
            ["author"], ["participant.id"], name="fk_card_author", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["room"], ["room.id"], name="fk_card_room", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_card"),
        sa.UniqueConstraint("author", "form_key", name="uq_card_author_form_key"),
        sa.UniqueConstraint("room", "kind", "key", name="uq_card_room_kind_key"),
        sa.UniqueConstraint("room", "kind", "number", name="uq_card_room_kind_number"),
    )
    op.create_index("ix_card_author", "card", ["author"], unique=False)
    op.create_index("ix_card_room", "card", ["room"], unique=False)


def _dot() -> None:
    op.create_table(
        "dot",
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_dot_participant", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposal.id"], name="fk_dot_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("participant", "proposal", name="pk_dot"),
    )


def _pass() -> None:
    op.create_table(
        "pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("participant", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["circle"], ["circle.id"], name="fk_pass_circle", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_pass_participant", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pass"),
        sa.UniqueConstraint("code_hash", name="uq_pass_code_hash"),
        sa.UniqueConstraint("participant", name="uq_pass_participant"),
    )
    op.create_index("ix_pass_circle", "pass", ["circle"], unique=False)


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("influence", sa.Integer(), nullable=False),
        sa.CheckConstraint("importance BETWEEN 1 AND 5", name="ck_score_importance"),
        sa.CheckConstraint("influence BETWEEN 1 AND 5", name="ck_score_influence"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_score_participant", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposal.id"], name="fk_score_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("participant", "proposal", name="pk_score"),
    )


def _choice() -> None:
    op.create_table(
        "choice",
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("challenge", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.CheckConstraint("outcome IN ('priority', 'later', 'no')", name="ck_choice_outcome"),
        sa.CheckConstraint("length(reason) BETWEEN 20 AND 600", name="ck_choice_reason"),
        sa.ForeignKeyConstraint(
            ["challenge"], ["card.id"], name="fk_choice_challenge", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposal.id"], name="fk_choice_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("proposal", name="pk_choice"),
    )
    op.create_index("ix_choice_challenge", "choice", ["challenge"], unique=False)


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("idea", sa.Integer(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["card"], ["card.id"], name="fk_link_card", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["idea"], ["card.id"], name="fk_link_idea", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("idea", "card", name="pk_link"),
    )


def _proposal_idea() -> None:
    op.create_table(
        "proposal_idea",
        sa.Column("idea", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea"], ["card.id"], name="fk_proposal_idea_idea", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposal.id"], name="fk_proposal_idea_proposal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea", name="pk_proposal_idea"),
    )
    op.create_index("ix_proposal_idea_proposal", "proposal_idea", ["proposal"], unique=False)


def _support() -> None:
    op.create_table(
        "support",
        sa.Column("participant", sa.Integer(), nullable=False),
        sa.Column("idea", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["card.id"], name="fk_support_idea", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant"], ["participant.id"], name="fk_support_participant", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("participant", "idea", name="pk_support"),
    )
    # ### end Alembic commands ###
