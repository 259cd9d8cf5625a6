"""How fast the house is, beside a floor: the bare workflow library doing the same with one row and one commit."""
