"""Papers as files: templates filled, looked over and turned into PDF, and packages of them. Values in, bytes out."""
