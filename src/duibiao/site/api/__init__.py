"""The same data for programs, under /api/v1: OpenAPI, pages, ETags, tokens with scopes."""
