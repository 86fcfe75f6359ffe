"""Run by Alembic on the connection that holdline.state.store hands over."""

from alembic import context

from holdline.state.schema import complete

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=complete(),
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
