"""The tables, declared by subject on one MetaData; the migrations build the same schema."""
