"""How older tables become those of today: Alembic runs `env.py` for each step in `versions/`."""
