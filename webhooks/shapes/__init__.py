"""JSON Schemas of what the API takes and gives, with their examples. Persons in examples are invented (虚构)."""
