"""What can be set from outside, in the environment: `SDGWIJZER_` with a name of `Settings`.

docs/instellingen.md tells it in Dutch; a test holds its table beside the class.
"""

import os
import re
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import DirectoryPath, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from sdgwijzer.errors import UsageError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder of the program."""

PREFIX: Final = "SDGWIJZER_"


FrameSource = Annotated[str, Field(pattern=r"^(https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?|\*)$")]


class Settings(BaseSettings):
    """All settings; each has a default. `description`: what it does, `title`: what it must be.

    An empty one counts as not set.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid"
    )

    data: Path = Field(
        ROOT / "data", title="a folder", description="folder with figures and database"
    )
    catalogue: Path = Field(
        ROOT / "indicators.yaml",
        title="a file",
        description="file with the indicators; plan.yaml and orders.yaml beside it go with it",
    )
    local: Path | None = Field(
        None,
        title="a folder",
        description="folder with own targets and figures; local/ without it, if there is one",
    )
    template: Path | None = Field(
        None,
        title="a file",
        description="a .docx whose styles, header and footer the reports take",
    )
    contact: str = Field(
        "",
        pattern=r"^[ -~]*$",  # goes in a header
        title="plain letters, as in an address of e-mail",
        description="an address where publishers can reach you, sent along by update",
    )
    gateway: str = Field(
        "",
        title="the address of a server",
        description="where all addresses are asked instead, as <gateway>/<host>/<path>: for a "
        "network that only lets one server out",
    )
    timeout: float = Field(
        30,
        gt=0,
        allow_inf_nan=False,
        title="a number of seconds above 0",
        description="seconds to wait for a connection, and for each next piece of an answer",
    )
    deadline: float = Field(
        900,
        gt=0,
        allow_inf_nan=False,
        title="a number of seconds above 0",
        description="seconds that one answer may take as a whole",
    )
    pause: float = Field(
        0.5,
        ge=0,
        allow_inf_nan=False,
        title="a number of seconds, 0 or more",
        description="seconds between two requests at one host",
    )
    tries: int = Field(
        3,
        gt=0,
        title="a whole number above 0",
        description="times that one address is asked",
    )
    backoff: float = Field(
        1,
        ge=0,
        allow_inf_nan=False,
        title="a number of seconds, 0 or more",
        description="seconds before the second try; doubled for each next one",
    )
    patience: int = Field(
        120,
        gt=0,
        title="a whole number of seconds above 0",
        description="seconds that a server may ask us to wait (Retry-After); longer is cut to this",
    )
    icons: DirectoryPath | None = Field(
        None,
        title="a folder that is there",
        description="folder with the official SDG icons, for whoever may use them under the United "
        "Nations' guidelines; our own pictograms without it",
    )
    address: str = Field(
        "",
        title="an address like https://www.gemeente.be/sdg",
        description="the one address at which visitors find the site, with its path",
    )
    proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (),
        title="addresses or networks like 10.0.0.5 or 10.0.0.0/24, split by commas",
        description="web servers on other machines whose X-Forwarded-* are believed",
    )
    frames: Annotated[tuple[FrameSource, ...], NoDecode] = Field(
        (),
        title="sites like https://www.gemeente.be, split by commas; or * for all",
        description="other sites that may show a page in a frame; /insluiten/ may be shown by all",
    )
    metrics: bool = Field(
        default=False,
        title="true or false",
        description="is /metrics there, for Prometheus?",
    )
    ahead: bool = Field(
        default=True,
        title="true or false",
        description="are the overviews of all municipalities made before anybody asks them?",
    )
    requests: int = Field(
        100,
        gt=0,
        title="a whole number above 0",
        description="requests of /api/v1/ that may be under way at the same time; more are refused "
        "(429)",
    )

    workroom: str = Field(
        "",
        title="an address like sqlite:////srv/werkruimte.db",
        description="database of the workrooms (docs/werkruimte.md); no workrooms without it",
    )
    workroom_key: str = Field(
        "",
        pattern=r"^(|\S{12,200})$",
        title="12 letters or more, without spaces",
        description="who knows it may open a workroom at /w/nieuw; without it only the command may",
    )

    @field_validator("proxies", "frames", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return list(filter(None, re.split(r"[\s,]+", value))) if isinstance(value, str) else value


NAMES: Final = {name: f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
"""Each setting by its name in the environment."""


def read() -> Settings:
    """Those of the environment; read anew only when that has changed.

    Raises:
        UsageError: every value that cannot be right: what was expected and found.
    """
    return _read(tuple(os.environ.get(name) for name in NAMES.values()))


@lru_cache(maxsize=1)
def _read(_given: tuple[str | None, ...]) -> Settings:
    return given()


def given(**values: Any) -> Settings:  # noqa: ANN401 - what each must be, it says itself
    """These values, and the environment for the others; errors as `read`."""
    try:
        return Settings(**values)
    except ValidationError as error:
        found = {str(each["loc"][0]): each["input"] for each in reversed(error.errors())}
        raise UsageError("\n".join(refusal(name, found[name]) for name in found)) from error


def refusal(name: str, found: object) -> str:
    """What is said of a setting with a value that cannot be right."""
    return (
        f"{NAMES[name]}: expected {Settings.model_fields[name].title}, found {str(found)!r}; "
        f"correct it in the environment, or leave it out (then {default(name) or 'none'})"
    )


def default(name: str) -> str:
    """What a setting is when nobody sets it, as one would write it; "" for nothing."""
    value = Settings.model_fields[name].default
    if isinstance(value, Path):
        return value.relative_to(ROOT).as_posix()
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else str(value or "")
