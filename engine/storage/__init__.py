"""The only room that knows SQLAlchemy: tables, migrations, encryption and queries."""
