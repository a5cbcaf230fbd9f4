"""The least with which the overview could be had: a bare Django view, one query, the same map and table."""
