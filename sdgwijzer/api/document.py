"""All addresses as OpenAPI 3.1, made of the models that also read what is asked."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

import sdgwijzer
from sdgwijzer.api.problems import KINDS
from sdgwijzer.api.questions import MOST_ROWS, Question
from sdgwijzer.api.resources import IN_ADDRESS, RESOURCES, Resource
from sdgwijzer.texts import api as texts

Json = dict[str, Any]

FILE: Final = "openapi.json"

_REF: Final = "#/components/schemas/{model}"
_ABOUT: Final = (
    "Figures of the Flemish municipalities for the 17 Sustainable Development Goals, each with its "
    "source, licence and judgement. Read only, without a key. Every address answers GET and HEAD; "
    "`.json` or `.csv` behind it goes before `Accept`. Numbers are not rounded; a gap says why in "
    "`missing`. A judgement is recomputable from its row. Problems are RFC 9457, in Dutch."
)
_IN_ADDRESS: Final[Mapping[str, Json]] = {
    "nis": {
        "description": "A municipality: NIS code, name or postcode.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 80},
    },
    "id": {
        "description": "The code of an indicator.",
        "schema": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60},
    },
    "n": {
        "description": "The number of a goal.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 17},
    },
}
_HEADERS: Final = {
    "ETag": "Changes when the figures, the program or the question change.",
    "Link": 'rel="next": the rows that follow, where there are more.',
    "X-Total-Count": "How many rows there are in all.",
}
_OF_STATUS: Final = {
    400: "The question cannot be right: each filter with what was expected and found.",
    404: "No such municipality, indicator, goal, group or address.",
    405: "Only GET and HEAD.",
    406: "Only JSON and CSV.",
    429: "Too many requests under way: wait as long as Retry-After says.",
    500: "A bug; it stands in the log of the server.",
    503: "There are no figures to read now.",
}


def document(home: str, examples: Mapping[str, Json]) -> Json:
    """The document.

    Args:
        home: full address of the API, without a slash at the end.
        examples: name of a resource → a row of it.
    """
    paths: Json = {}
    for resource in RESOURCES.values():
        paths |= _paths(resource)
    schemas = {each.record.__name__: _schema(each.record) for each in RESOURCES.values()}
    for each in RESOURCES.values():
        if each.name in examples:
            schemas[each.record.__name__]["examples"] = [examples[each.name]]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SDG-Wijzer",
            "version": sdgwijzer.__version__,
            "description": _ABOUT,
            "license": {"name": "MIT (the program); each figure has the licence of its source"},
        },
        "servers": [{"url": home}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": _PROBLEM},
            "responses": dict(_problems(home)),
            "headers": {
                name: {"description": said, "schema": {"type": "string"}}
                for name, said in _HEADERS.items()
            },
        },
    }


def _paths(resource: Resource) -> Json:
    name, asked = resource.name, list(parameters(resource.question))
    found = {
        f"/{name}": _operation(f"list_{name}", resource.summary, asked, _both(_envelope(resource))),
        f"/{name}.csv": _operation(
            f"csv_{name}", f"{resource.summary}: CSV", asked, _csv(resource.record)
        ),
    }
    if name in IN_ADDRESS:
        word = IN_ADDRESS[name]
        one = [
            {
                "name": word,
                "in": "path",
                "required": True,
                "example": resource.example,
                **_IN_ADDRESS[word],
            }
        ]
        if word == "n":
            one[0]["example"] = int(resource.example)
        whole = _csv(RESOURCES["observations"].record)
        title = resource.record.__name__
        found[f"/{name}/{{{word}}}"] = _operation(
            f"one_{name}",
            f"{title}: what it is as JSON, all its figures as CSV",
            one,
            {"application/json": {"schema": _to(title)}} | whole,
        )
        found[f"/{name}/{{{word}}}.csv"] = _operation(
            f"figures_{name}", f"{title}: all its figures, at one address", one, whole
        )
    return found


def _operation(id_: str, summary: str, asked: list[Json], content: Json) -> Json:
    refused = {
        str(status): {"$ref": f"#/components/responses/{kind}"} for kind, status in KINDS.items()
    }
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    answer = {"description": "The rows.", "headers": headers, "content": content}
    kept = {"description": "You have them already: the ETag is that of If-None-Match."}
    found = {"operationId": id_, "summary": summary, "parameters": asked}
    return {"get": {**found, "responses": {"200": answer, "304": kept, **refused}}}


def parameters(question: type[Question]) -> Iterator[Json]:
    """What can be asked, as OpenAPI has it."""
    schema = question.model_json_schema()
    told = schema.get("properties", {})
    for name in sorted(told, key=list(texts.PARAMETERS).index):
        each = told[name]
        kind = next((e for e in each.get("anyOf", ()) if e != {"type": "null"}), None)
        about = ("description", "examples", "title", "default", "anyOf")
        bare = kind or {key: value for key, value in each.items() if key not in about}
        yield {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": each["description"],
            "schema": bare,
            **({"example": each["examples"][0]} if "examples" in each else {}),
            **({"style": "form", "explode": False} if bare.get("type") == "array" else {}),
        }


def _both(envelope: Json) -> Json:
    return {"application/json": {"schema": envelope}, "text/csv": {"schema": {"type": "string"}}}


def _csv(record: type[BaseModel]) -> Json:
    """A table with the columns of a record; a list has spaces between its parts."""
    said = f"The columns of {record.__name__}, comma, decimal point, UTF-8; empty is missing."
    return {"text/csv": {"schema": {"type": "string", "description": said}}}


def _envelope(resource: Resource) -> Json:
    whole = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": ["total", "limit", "offset", "next", "notices", "items"],
        "properties": {
            "total": {**whole, "description": "how many rows there are in all"},
            "limit": {**whole, "maximum": MOST_ROWS, "description": "how many are given at most"},
            "offset": {**whole, "description": "how many are passed over"},
            "next": {"type": ["string", "null"], "description": "address of the rows that follow"},
            "notices": {
                "type": "array",
                "items": {"type": "string"},
                "description": "what one has to know of the answer, in Dutch",
            },
            "items": {"type": "array", "items": _to(resource.record.__name__)},
        },
    }


def _to(name: str) -> Json:
    return {"$ref": _REF.format(model=name)}


def _schema(record: type[BaseModel]) -> Json:
    return record.model_json_schema(ref_template=_REF)


def _problems(home: str) -> Iterator[tuple[str, Json]]:
    for kind, status in KINDS.items():
        title, todo = texts.KINDS[kind]
        example = {"type": f"{home}/#{kind}", "title": title, "status": status, "detail": todo}
        content = {"schema": _to("Problem"), "example": {**example, "instance": "/api/v1/goals/18"}}
        found: Json = {
            "description": _OF_STATUS[status],
            "content": {"application/problem+json": content},
        }
        if status in (429, 503):
            after = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            found["headers"] = {"Retry-After": after}
        yield kind, found


_TEXT: Final = {"type": "string"}
_PROBLEM: Final[Json] = {
    "type": "object",
    "description": "Why there is no answer (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {**_TEXT, "format": "uri", "description": "address of its explanation"},
        "title": {**_TEXT, "description": "what kind of problem, in Dutch"},
        "status": {"type": "integer", "description": "of the answer"},
        "detail": {**_TEXT, "description": "what, where, expected, found, what to do; in Dutch"},
        "instance": {**_TEXT, "description": "the address that was asked"},
        "errors": {
            "type": "array",
            "description": "each filter that cannot be right",
            "items": {
                "type": "object",
                "properties": {
                    "parameter": _TEXT,
                    "found": {"type": ["string", "null"]},
                    "expected": _TEXT,
                },
            },
        },
        "parameter": {**_TEXT, "description": "what is not known"},
        "found": {**_TEXT, "description": "what was asked"},
        "offered": {"type": "array", "items": _TEXT, "description": "what may be meant"},
    },
}
