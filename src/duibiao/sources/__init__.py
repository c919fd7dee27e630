"""Bytes of any kind we read -> ``Document``: text, HTML, .docx; metadata, labelled blocks, content hash."""

from duibiao.sources.reader import read_document

__all__ = ["read_document"]
