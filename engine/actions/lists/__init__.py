"""Lists: inboxes, boxes, supervision, what was begun; many tasks at once."""
