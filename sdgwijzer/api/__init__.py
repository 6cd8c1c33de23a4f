"""The figures at addresses for programs: what is asked → rows. No web: `serving/api.py` sends them.

`questions.py` says what can be asked of each resource, `meant.py` which municipalities, indicators
and peers are meant, `resources.py` what each resource has, `rows.py` how its rows are given a part
at a time, `document.py` tells all of it as OpenAPI.
"""

from sdgwijzer.api.problems import KINDS, Problem
from sdgwijzer.api.resources import IN_ADDRESS, RESOURCES, Resource
from sdgwijzer.api.rows import Rows

PATH = "api/v1"
"""Before the name of a resource."""

__all__ = ["IN_ADDRESS", "KINDS", "PATH", "RESOURCES", "Problem", "Resource", "Rows"]
