"""Proofs before publishing: every way a case can go on a diagram, and what each of them must honour."""
