"""Pages of papers: the papers of a case, one paper, registers of numbers, templates, the archive of a case."""
