"""Page models: what a page shows, loaded in a fixed number of queries and ready for its template."""
