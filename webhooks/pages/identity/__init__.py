"""Pages of signing in and of administration: each calls one action and shows what came of it."""
