"""The built-in functions of the DMN standard, a room for each of its sections. Pure; bounded by what they are given."""
