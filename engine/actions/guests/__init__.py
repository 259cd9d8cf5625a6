"""Links into one case for somebody who has no login."""
