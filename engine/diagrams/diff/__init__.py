"""What changed between two versions of a procedure, told in elements, rules, fields and settings instead of lines."""
