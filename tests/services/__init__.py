"""A real PostgreSQL and a real Redis for the tests, started from wheels and gone without a trace afterwards."""
