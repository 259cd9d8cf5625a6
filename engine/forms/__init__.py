"""form-js schemas: what a submission must look like and which of its values may route. Pure."""
