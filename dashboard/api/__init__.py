"""The read-only API under /api/v1: JSON, described by an OpenAPI document of its own.

It follows the Dutch government's REST API Design Rules; docs/adr/0014-api.md says where, and where not. Query keys
are in camelCase, as those rules ask; names in answers are those of the columns of the exports.
"""
