"""Why there is no answer: a kind with its status, and what to do (RFC 9457)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

KINDS: Final[Mapping[str, int]] = {
    "vraag": 400,
    "onbekend": 404,
    "methode": 405,
    "vorm": 406,
    "drukte": 429,
    "fout": 500,
    "cijfers": 503,
}
"""Kind → status. The words stand in the address of each kind's explanation."""


class Problem(Exception):
    """Why there is no answer.

    Attributes:
        kind: one of `KINDS`.
        detail: what, where, expected, found, what to do; in Dutch.
        more: the same for programs, beside the members of RFC 9457.
    """

    def __init__(
        self, kind: str, detail: str, more: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.more = kind, detail, more

    @property
    def status(self) -> int:
        """Of the answer."""
        return KINDS[self.kind]
