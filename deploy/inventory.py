"""What the program is made of: every locked package, with its licence and the marks of its files.

`make inventory` writes `docs/sbom.cdx.json` (CycloneDX, for whoever watches known faults) and
`docs/licenties.md`. Versions and marks come from `requirements.lock`, licences from the packages
that are installed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from sdgwijzer import __version__, paths

LOCK: Final = paths.ROOT / "requirements.lock"
SBOM: Final = paths.ROOT / "docs" / "sbom.cdx.json"
LICENCES: Final = paths.ROOT / "docs" / "licenties.md"

_PACKAGE: Final = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; (.+?))? \\$")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_LONGEST: Final = 60  # letters; a licence of more is its whole text
_SPDX: Final = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
_ELSEWHERE: Final = {
    "altair": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "duckdb": "MIT",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "xlrd": "BSD-3-Clause AND BSD-4-Clause",
}
"""Licences that packages do not name in their description, as their own text says."""

_INTRO: Final = """\
# Waaruit SDG-Wijzer bestaat

SDG-Wijzer zelf heeft de licentie MIT. Het gebruikt deze pakketten, elk in de versie die hier staat.
Ze staan ook in [sbom.cdx.json](sbom.cdx.json) (CycloneDX), voor wie gekende fouten opvolgt. De
cijfers hebben hun eigen licenties: die staan op de pagina *Verantwoording* en in elk bestand dat je
meeneemt.

Gemaakt door `make inventory`.

| pakket | versie | licentie | alleen waar |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Package:
    """A package as it is locked.

    Attributes:
        name: as the registry has it.
        version: of it.
        where: on which machines alone; "" for all.
        hashes: SHA-256 of each of its files.
    """

    name: str
    version: str
    where: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its licence, by its SPDX name where it gives that.

        Raises:
            LookupError: it names none; say it in `_ELSEWHERE`.
        """
        if self.name in _ELSEWHERE:
            return _ELSEWHERE[self.name]
        found = metadata.metadata(self.name)
        names = [found[key] for key in ("License-Expression", "License") if key in found]
        named = next(filter(None, names), "")
        if not named or len(named) > _LONGEST:
            raise LookupError(f"{self.name}: expected the name of a licence, found {named[:80]!r}")
        return _SPDX.get(named, named)


def packages() -> Iterator[Package]:
    """Those of the lock file, in its order; one may stand there for several versions of Python."""
    text = LOCK.read_text(encoding="utf-8")
    for part in re.split(r"\n(?=\S)", text):
        if found := _PACKAGE.match(part.partition("\n")[0]):
            hashes = tuple(_HASH.findall(part))
            yield Package(found[1], found[2], found[3] or "", hashes)


def sbom() -> str:
    """The inventory as CycloneDX, in JSON; the same each time."""
    bom = Bom()
    whole = Component(
        name="sdg-wijzer", version=__version__, type=ComponentType.APPLICATION, bom_ref="sdg-wijzer"
    )
    bom.metadata.component = whole
    licences = LicenseFactory()
    for each in packages():
        bom.components.add(
            Component(
                name=each.name,
                version=each.version,
                type=ComponentType.LIBRARY,
                purl=PackageURL("pypi", name=each.name, version=each.version),
                bom_ref=f"{each.name}=={each.version}",
                licenses=[licences.make_from_string(each.licence)],
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=x) for x in each.hashes],
            )
        )
    bom.register_dependency(whole, bom.components)
    made = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    del made["serialNumber"], made["metadata"]["timestamp"]  # others each time
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def table() -> str:
    """The inventory to read, in Dutch."""
    rows = (
        f"| {each.name} | {each.version} | {each.licence} | {each.where and f'`{each.where}`'} |\n"
        for each in packages()
    )
    return _INTRO + "".join(rows)


def main() -> None:
    """Write both files."""
    for path, text in ((SBOM, sbom()), (LICENCES, table())):
        Path(path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
