"""What FEEL means by each node: three-valued logic, null instead of errors, scopes that go by the data."""
