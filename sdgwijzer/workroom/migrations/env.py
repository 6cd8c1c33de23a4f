"""How Alembic comes at our tables: by the connection that it is given (`migrating.upgrade`)."""

from alembic import context

from sdgwijzer.workroom.tables import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
