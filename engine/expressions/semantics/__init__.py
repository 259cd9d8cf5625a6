"""What each notation means by its operators, functions and methods: one table a notation."""
