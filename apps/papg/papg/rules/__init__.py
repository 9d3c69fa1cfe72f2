"""What the guidance asks, as plain Python a policy officer can read: no Frappe, no clock, no database."""
