"""A report as a Word file, in the styles of a template."""

from sdgwijzer.documents.word.document import word

__all__ = ["word"]
