"""Work that programs do for a case, and what a person does when it goes wrong."""
