"""Bytes of any kind we read -> ``Document``: text, HTML, .docx; metadata, labelled blocks, content hash."""

from duibiao.sources.reader import document_from_bytes, read_bytes, read_document

__all__ = ["document_from_bytes", "read_bytes", "read_document"]
