"""A report as a Word file, in the styles of a template."""

from sdgwijzer.documents.word.document import word
from sdgwijzer.documents.word.template import check

__all__ = ["check", "word"]
