"""Who is asking: passwords, second factors, sessions."""
