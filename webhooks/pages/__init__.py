"""Everything people see in a browser: Flask blueprints that translate between pages and actions. See docs/pages.md."""
