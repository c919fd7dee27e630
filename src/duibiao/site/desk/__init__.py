"""The desk: log in, upload, compose, edit, review, publish, correct."""
