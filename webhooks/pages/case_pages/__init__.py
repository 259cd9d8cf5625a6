"""One case in one page, and the list of cases: each tab an address of its own, each view one read."""
