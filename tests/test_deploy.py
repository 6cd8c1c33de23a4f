"""What stands in `deploy/`, and the commands of docs/beheer.md, hold; no container is made."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread, Timer

import pytest
import yaml

from deploy import healthy, prepare
from sdgwijzer import __version__, paths, settings
from sdgwijzer.cli.commands import sdgwijzer
from sdgwijzer.errors import Busy
from sdgwijzer.paths import Places
from tests.conftest import AS_OF

DEPLOY = paths.ROOT / "deploy"
BIN = Path(sys.executable).parent
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
BEHEER = (paths.ROOT / "docs/beheer.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
MANIFESTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
}
UNITS = sorted((DEPLOY / "systemd").iterdir())
DATA = "/var/lib/sdgwijzer/data"
IMAGE = f"sdg-wijzer:{__version__}"


def tool(name):
    """A program that checks; the test is skipped where it is not installed."""
    found = shutil.which(name) or shutil.which(name, path=str(BIN))
    return found or pytest.skip(f"{name} is not installed")


@cache
def help_of(*command):
    """What a program of ours says of itself."""
    done = subprocess.run(
        [sys.executable, "-m", *command, "--help"], capture_output=True, text=True, check=True
    )
    return done.stdout


def assert_exists(words):
    """A command of ours is there, with all of its options; True when it is one of ours."""
    program, *rest = words
    options = {word.partition("=")[0] for word in rest if word.startswith("--")}
    match Path(program).name, rest:
        case "sdgwijzer", ["prepare"]:
            assert "-m deploy.prepare" in (DEPLOY / "sdgwijzer").read_text(encoding="utf-8")
        case "sdgwijzer", [name, *_]:
            found = {each for option in sdgwijzer.commands[name].params for each in option.opts}
            assert options <= found, words
        case "streamlit", ["run", "app.py", *_]:
            said = set(re.findall(r"--[a-z]+\.[A-Za-z.]+", help_of("streamlit", "run")))
            assert options <= said, words
        case "python" | "python3", ["-m", module, *_] if module.startswith("deploy."):
            assert (DEPLOY / f"{module.removeprefix('deploy.')}.py").is_file(), words
            assert not options or options <= set(re.findall(r"--[a-z-]+", help_of(module))), words
        case "make", [*names]:
            made = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
            assert all("=" in name or re.search(rf"^{name}:", made, re.M) for name in names), words
        case _:
            return False
    return True


# Names that stand in many files


TEXTS = [path for kind in ("*.yaml", "*.service", "Dockerfile") for path in DEPLOY.rglob(kind)]
TEXTS += [paths.ROOT / "docs" / "beheer.md"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_there(path):
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"SDGWIJZER_[A-Z]+", text)) <= set(settings.NAMES.values())
    options = re.findall(r"--([a-z]+\.[A-Za-z]+)", help_of("streamlit", "run"))
    known = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).replace(".", "_").upper() for name in options}
    assert set(re.findall(r"STREAMLIT_([A-Z_]+)", text)) <= known


def test_image_is_of_this_version_everywhere():
    named = [service["image"] for service in COMPOSE["services"].values()]
    assert set(named) == {IMAGE, "nginx:1.28-alpine"}
    pods = [container["image"] for _, pod in pods_of() for container in containers(pod)]
    assert set(pods) == {IMAGE}
    [image] = MANIFESTS["kustomization"]["images"]
    assert (image["name"], image["newTag"]) == ("sdg-wijzer", __version__)
    assert f"-t {IMAGE} " in DOCKERFILE


# Dockerfile


def instructions():
    """Of the Dockerfile: (word, the rest), lines that go on joined."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


def last_stage():
    found = instructions()
    return found[max(i for i, (word, _) in enumerate(found) if word == "FROM") :]


def test_hadolint_finds_nothing_to_say():
    done = subprocess.run([tool("hadolint"), DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_base_is_named_by_version_and_release():
    [base] = [rest for word, rest in instructions() if word == "ARG"]
    assert re.fullmatch(r"BASE=python:3\.\d+-slim-[a-z]+", base)
    starts = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    assert starts == ["${BASE}", "${BASE}"]


def test_packages_are_those_of_the_lock_file_by_their_hash():
    installs = [rest for word, rest in instructions() if "pip" in rest and "install" in rest]
    others, program = installs
    assert "--require-hashes -r requirements.lock" in others
    assert "--only-binary=:all:" in others  # nothing is compiled, so no compiler is needed
    assert "--no-deps" in program
    assert "-e ." in program
    said = help_of("pip", "install")
    assert [
        option
        for text in installs
        for option in re.findall(r"--[a-z-]+", text.partition("&&")[0])
        if option not in said
    ] == []


def test_image_is_that_of_a_user_without_rights_or_tools_to_build():
    stage = last_stage()
    words = dict(stage)
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", words["USER"])
    assert not any(re.search(r"apt|pip|gcc|curl", rest) for word, rest in stage if word == "RUN")
    assert words["STOPSIGNAL"] == "SIGTERM"
    assert words["VOLUME"] == DATA
    assert f"SDGWIJZER_DATA={DATA}" in words["ENV"]
    assert "HOME=/tmp" in words["ENV"]


def test_commands_of_the_image_exist():
    stage = last_stage()
    check = json.loads(dict(stage)["HEALTHCHECK"].partition("CMD")[2])
    assert assert_exists(check)
    assert assert_exists(json.loads(dict(stage)["CMD"]))
    assert re.search(r"EXPOSE (\d+)", DOCKERFILE)[1] == re.search(r"_PORT=(\d+)", DOCKERFILE)[1]


def test_image_has_what_the_program_needs_and_nothing_that_was_built():
    lines = (paths.ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    goes = {line[1:] for line in lines if line.startswith("!")}
    needed = {settings.default("data"), settings.default("catalogue"), "plan.yaml", "orders.yaml"}
    needed |= {"app.py", "sdgwijzer", "deploy", ".streamlit", "requirements.lock", "LICENSE"}
    assert goes == needed | {"pyproject.toml", "README.md"}  # that is the readme of pyproject.toml
    assert [name for name in goes if not (paths.ROOT / name).exists()] == []
    made = (paths.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    made = {line.strip("/") for line in made if line.strip("/").startswith(("data/", "deploy/"))}
    assert made <= set(lines)


@pytest.fixture
def answering():
    """A server that answers with a status; its port, and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        status = 200

        def do_GET(self):
            asked.append(self.path)
            self.send_response(self.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.server_port, asked, Handler
        server.shutdown()


@pytest.mark.parametrize(("base", "path"), [("", "/healthz"), ("/sdg/", "/sdg/healthz")])
def test_container_is_healthy_while_the_app_answers(answering, monkeypatch, base, path):
    port, asked, handler = answering
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", base)
    assert healthy.main([]) == 0
    assert asked == [path]
    handler.status = 503
    assert healthy.main([]) == 1


def test_container_is_not_healthy_where_nothing_answers(answering, monkeypatch, capsys):
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "1")
    assert healthy.main([]) == 1
    assert "on port 1: " in capsys.readouterr().err


def test_service_has_begun_once_it_answers(answering):
    port, asked, handler = answering
    handler.status = 503
    Timer(1, setattr, (handler, "status", 200)).start()
    assert healthy.main(["--port", str(port), "--wait", "20"]) == 0
    assert len(asked) >= 2
    unit = (DEPLOY / "systemd" / "sdg-wijzer@.service").read_text(encoding="utf-8")
    [after] = re.findall(r"^ExecStartPost=(.*)$", unit, re.M)
    assert assert_exists(shlex.split(after))


# sdgwijzer

SET = """# of the site
SDGWIJZER_LOCAL=/srv/eigen doelen
SDGWIJZER_CONTACT="it@gemeente.example"
SDGWIJZER_REQUESTS='3'
niets
"""


@pytest.mark.parametrize(
    ("words", "run"),
    [
        (["update", "x y"], "{program}/.venv/bin/sdgwijzer update x y"),
        (["prepare"], "{program}/.venv/bin/python -m deploy.prepare"),
    ],
)
def test_command_on_a_server_has_the_user_the_settings_and_the_figures_of_the_site(
    tmp_path, words, run
):
    settings_file, program = tmp_path / "sdg-wijzer.env", tmp_path / "program"
    settings_file.write_text(SET, encoding="utf-8")
    command = (DEPLOY / "sdgwijzer").read_text(encoding="utf-8")
    command = command.replace("/etc/sdg-wijzer.env", str(settings_file))
    (tmp_path / "sdgwijzer").write_text(command.replace("/opt/sdg-wijzer", str(program)))
    stand_in = tmp_path / "runuser"
    stand_in.write_text('#!/bin/sh\necho "$@"\nenv\n')
    stand_in.chmod(0o755)
    done = subprocess.run(
        ["sh", tmp_path / "sdgwijzer", *words],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    said, *found = done.stdout.splitlines()
    assert said == f"-u sdgwijzer -- {run.format(program=program)}"
    assert {
        f"SDGWIJZER_DATA={DATA}",
        "SDGWIJZER_LOCAL=/srv/eigen doelen",
        "SDGWIJZER_CONTACT=it@gemeente.example",
        "SDGWIJZER_REQUESTS=3",
        "HOME=/var/lib/sdgwijzer",
    } <= set(found)


# compose.yaml


def test_containers_have_no_rights_and_write_nowhere_else():
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert [each.partition(":")[0] for each in service["tmpfs"]] == ["/tmp"], name
        assert {"mem_limit", "pids_limit", "restart"} <= set(service), name
        assert re.search(r":[\w.-]*\d[\w.-]*$", service["image"]), name


def test_every_volume_network_and_service_of_compose_is_declared():
    services = COMPOSE["services"]
    for name, service in services.items():
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            there = (
                (DEPLOY / source).is_file() if source[0] == "." else source in COMPOSE["volumes"]
            )
            assert there, (name, volume)
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("depends_on", {})) <= set(services), name
        if "build" in service:
            context = DEPLOY / service["build"]["context"]
            assert (context / service["build"]["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    assert list(COMPOSE["volumes"]) == ["data"]


def test_only_those_who_make_figures_may_write_them_or_ask_the_internet():
    services = COMPOSE["services"]
    writes = {name for name, one in services.items() if f"data:{DATA}" in one["volumes"]}
    reads = {name for name, one in services.items() if f"data:{DATA}:ro" in one["volumes"]}
    assert (writes, reads) == ({"prepare", "update"}, {"app-1", "app-2"})
    assert COMPOSE["networks"]["inside"]["internal"] is True
    out = {name for name, one in services.items() if "outside" in one["networks"]}
    assert out == {"nginx", "update"}
    assert [each.split(":")[0] for each in services["nginx"]["ports"]] == ["127.0.0.1"]


def test_commands_of_compose_exist():
    ours = [one["command"] for one in COMPOSE["services"].values() if "command" in one]
    assert len(ours) == 2
    assert all(assert_exists(each) for each in ours)


# Kubernetes


KINDS = {
    "ConfigMap": "v1",
    "CronJob": "batch/v1",
    "Deployment": "apps/v1",
    "Ingress": "networking.k8s.io/v1",
    "Kustomization": "kustomize.config.k8s.io/v1beta1",
    "PersistentVolumeClaim": "v1",
    "Service": "v1",
}


def pods_of():
    """(name of the file, specification of a pod) of all that makes pods."""
    found = [(name, one["spec"]) for name, one in MANIFESTS.items() if "spec" in one]
    found = [(name, spec.get("jobTemplate", {}).get("spec", spec)) for name, spec in found]
    return [(name, spec["template"]["spec"]) for name, spec in found if "template" in spec]


def containers(pod):
    return [*pod.get("initContainers", []), *pod["containers"]]


def test_manifests_are_of_known_kinds_and_all_are_listed():
    assert {one["kind"]: one["apiVersion"] for one in MANIFESTS.values()} == KINDS
    listed = {name.removesuffix(".yaml") for name in MANIFESTS["kustomization"]["resources"]}
    assert listed == set(MANIFESTS) - {"kustomization", "ingress"}
    names = [
        (one["kind"], one["metadata"]["name"]) for key, one in MANIFESTS.items() if key in listed
    ]
    assert len(set(names)) == len(names)


def test_kustomize_reads_them():
    command = [tool("kubectl"), "kustomize", DEPLOY / "kubernetes"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = list(yaml.safe_load_all(done.stdout))
    assert len(made) == len(KINDS) - 2


def test_selectors_are_those_of_the_pods_they_are_for():
    deployment, service = MANIFESTS["deployment"]["spec"], MANIFESTS["service"]["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    assert deployment["selector"]["matchLabels"].items() <= labels.items()
    assert service["selector"].items() <= labels.items()
    job = MANIFESTS["update"]["spec"]["jobTemplate"]["spec"]["template"]
    assert not service["selector"].items() <= job["metadata"]["labels"].items()
    [spread] = deployment["template"]["spec"]["topologySpreadConstraints"]
    assert spread["labelSelector"]["matchLabels"].items() <= labels.items()


def test_ports_have_one_name_from_the_way_in_to_the_app():
    [app] = MANIFESTS["deployment"]["spec"]["template"]["spec"]["containers"]
    [port] = app["ports"]
    assert f"EXPOSE {port['containerPort']}" in DOCKERFILE
    [served] = MANIFESTS["service"]["spec"]["ports"]
    [rule] = MANIFESTS["ingress"]["spec"]["rules"]
    [way] = [path["backend"]["service"] for path in rule["http"]["paths"]]
    assert way["name"] == MANIFESTS["service"]["metadata"]["name"]
    probes = [
        app[f"{each}Probe"]["httpGet"]["port"] for each in ("startup", "liveness", "readiness")
    ]
    assert {served["targetPort"], served["name"], way["port"]["name"], *probes} == {port["name"]}


def test_probes_ask_whether_it_answers_and_never_take_pods_away_that_still_do():
    """`/readyz` is 503 too while a database of before stays in use: of all pods at once."""
    [app] = MANIFESTS["deployment"]["spec"]["template"]["spec"]["containers"]
    asked = {
        each: app[f"{each}Probe"]["httpGet"]["path"]
        for each in ("startup", "liveness", "readiness")
    }
    assert asked == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/healthz"}


@pytest.mark.parametrize(("name", "pod"), pods_of(), ids=[name for name, _ in pods_of()])
def test_pod_mounts_what_it_declares_and_has_no_rights(name, pod):
    declared = {volume["name"]: volume for volume in pod["volumes"]}
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert f"USER {pod['securityContext']['runAsUser']}:" in DOCKERFILE
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    claim = declared["data"]["persistentVolumeClaim"]["claimName"]
    assert claim == MANIFESTS["volume"]["metadata"]["name"]
    for container in containers(pod):
        mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
        assert mounts == {"data": DATA, "tmp": "/tmp"}
        assert set(mounts) == set(declared)
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"requests", "limits"} == set(container["resources"])
        [source] = [each["configMapRef"]["name"] for each in container["envFrom"]]
        assert source == MANIFESTS["settings"]["metadata"]["name"]
        command = container.get("command", [])
        parts = command[2].split(" && ") if command[:2] == ["sh", "-c"] else [shlex.join(command)]
        assert all(not part or assert_exists(shlex.split(part)) for part in parts)


def test_site_reads_the_figures_and_the_update_runs_alone():
    [app] = MANIFESTS["deployment"]["spec"]["template"]["spec"]["containers"]
    assert [mount["name"] for mount in app["volumeMounts"] if mount.get("readOnly")] == ["data"]
    assert MANIFESTS["update"]["spec"]["concurrencyPolicy"] == "Forbid"
    assert MANIFESTS["service"]["spec"]["sessionAffinity"] == "ClientIP"
    assert MANIFESTS["deployment"]["spec"]["replicas"] == 2


# systemd


DIRECTIVES = {
    "Unit": "Description Wants After StartLimitIntervalSec StartLimitBurst",
    "Install": "WantedBy",
    "Timer": "OnCalendar RandomizedDelaySec Persistent",
    "Service": """Type User Group WorkingDirectory Environment EnvironmentFile ExecStart Restart
        RestartSec ExecStartPost TimeoutStartSec TimeoutStopSec Nice IOSchedulingClass ProtectSystem
        ReadWritePaths PrivateTmp MemoryMax TasksMax LimitNOFILE IPAddressDeny IPAddressAllow
        NoNewPrivileges CapabilityBoundingSet AmbientCapabilities LockPersonality PrivateDevices
        PrivateUsers ProtectClock ProtectControlGroups ProtectHome ProtectHostname
        ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc RemoveIPC
        RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID
        SystemCallArchitectures SystemCallErrorNumber SystemCallFilter UMask""",
}


def directives(unit):
    """(section, name, value) of each line of a unit."""
    section = ""
    for line in unit.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = found[1]
        elif line and line[0] != "#":
            name, _, value = line.partition("=")
            yield section, name, value


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_directives_of_a_unit_are_known_ones(unit):
    for section, name, _ in directives(unit):
        assert name in DIRECTIVES[section].split(), f"[{section}] {name}"


@pytest.mark.parametrize("unit", [each for each in UNITS if each.suffix == ".service"], ids=str)
def test_unit_writes_only_figures_of_an_update_and_workrooms(unit):
    found = {name: value for _, name, value in directives(unit)}
    assert found["ProtectSystem"] == "strict"
    assert found["NoNewPrivileges"] == found["PrivateTmp"] == "yes"
    assert found["CapabilityBoundingSet"] == ""
    writes = DATA if "update" in unit.name else f"-{Path(DATA).parent / 'werkruimte'}"
    assert found["ReadWritePaths"] == writes  # with a dash: only where it is there
    assert f"SDGWIJZER_DATA={DATA}" in unit.read_text(encoding="utf-8")
    assert assert_exists(shlex.split(found["ExecStart"]))


@pytest.fixture
def units(tmp_path):
    """Copies that name what is on this machine, with an instance of the one that has an @."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/sdg-wijzer/.venv/bin", str(BIN))
        text = re.sub(r"^(User|Group)=.*$", r"\1=daemon", text, flags=re.M)
        (tmp_path / unit.name.replace("@", "@8501")).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


def test_systemd_takes_the_units(units):
    command = [tool("systemd-analyze"), "verify", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if str(units[0].parent) in line] == []


def test_systemd_finds_little_that_a_service_could_reach(units):
    command = [tool("systemd-analyze"), "security", "--offline=true", "--threshold=20"]
    for unit in units:
        if unit.suffix == ".service":
            done = subprocess.run([*command, unit], capture_output=True, text=True)
            if "unrecognized option" in done.stderr:
                pytest.skip("this systemd-analyze reads no units that are not loaded")
            assert done.returncode == 0, done.stdout[-300:] + done.stderr


# A data folder for this version


@pytest.fixture
def shipped(tmp_path):
    """A data folder as it comes with the program, with a few words in place of figures."""
    folder = tmp_path / "program"
    for name in (
        *("municipalities.csv", "bad_cells.csv", "typology.csv", "boundaries.json"),
        *("judgement_changes.parquet", "figures/fluvius.json", "figures/fluvius.parquet"),
        *("figures/fluvius_sectors.json", "figures/fluvius_sectors.parquet", "figures/plan.json"),
        *("figures/plan_actions.parquet", "figures/plan_budgets.parquet"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"new {name}", encoding="utf-8")
    return folder


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_empty_folder_gets_all_that_comes_with_the_program(tmp_path, shipped):
    data = tmp_path / "data"
    assert len(list(prepare.fill(data, shipped))) == 8
    assert contents(data) == contents(shipped)
    assert list(prepare.fill(data, shipped)) == []


def test_folder_in_use_keeps_its_own_and_gets_what_it_lacks(tmp_path, shipped):
    data = tmp_path / "data"
    (data / "figures").mkdir(parents=True)
    for name in (
        "figures/fluvius.json",
        "figures/fluvius.parquet",
        "typology.csv",
        "bad_cells.csv",
    ):
        (data / name).write_text("own", encoding="utf-8")
    found = set(prepare.fill(data, shipped))
    assert found >= {"bad_cells.csv", "figures/fluvius_sectors.json", "figures/plan.json"}
    kept = {name for name, text in contents(data).items() if text == "own"}
    assert kept == {"figures/fluvius.json", "figures/fluvius.parquet", "typology.csv"}


def test_copy_that_was_cut_off_is_done_anew(tmp_path, shipped, monkeypatch):
    data, replace = tmp_path / "data", prepare.files.replace

    def full(path, content):
        if path.suffix == ".json":
            raise OSError("no room")
        replace(path, content)

    monkeypatch.setattr(prepare.files, "replace", full)
    with pytest.raises(OSError, match="no room"):
        list(prepare.fill(data, shipped))
    assert [name for name in contents(data) if name.endswith(".json")] == []
    monkeypatch.setattr(prepare.files, "replace", replace)
    list(prepare.fill(data, shipped))
    assert contents(data) == contents(shipped)


def test_what_comes_with_the_program_fills_a_folder():
    names = {group[-1].name for group in prepare.groups(paths.ROOT / "data")}
    described = {path.name for path in (paths.ROOT / "data/figures").glob("*.json")}
    assert names >= described | {"municipalities.csv", "bad_cells.csv", "boundaries.json"}
    copied = {path for group in prepare.groups(paths.ROOT / "data") for path in group}
    assert copied >= set((paths.ROOT / "data/figures").iterdir())


@pytest.fixture
def builds(monkeypatch):
    """The places for which a database was asked; none is made."""
    asked = []
    monkeypatch.setattr(
        prepare.pipeline, "build", lambda places, day: asked.append(places) or Path("made.duckdb")
    )
    return asked


def test_database_is_made_where_there_is_none_of_this_version(tmp_path, shipped, builds):
    places = Places.of(tmp_path / "data")
    prepare.prepare(places, shipped, AS_OF)
    assert builds == [places]


def test_database_of_these_figures_is_left_alone(tmp_path, data, builds):
    shutil.copytree(data, tmp_path / "data")
    places = Places.of(tmp_path / "data")
    prepare.prepare(places, places.data, AS_OF)
    assert builds == []
    (places.data / "bad_cells.csv").write_text("other", encoding="utf-8")
    prepare.prepare(places, places.data, AS_OF)
    assert builds == [places]


def test_site_starts_while_an_update_is_at_work(tmp_path, shipped, builds, monkeypatch, capsys):
    waits = []

    def busy(*_, wait, tell):
        waits.append(wait)
        raise Busy("an update is at work;")

    places = Places.of(tmp_path / "data")
    monkeypatch.setattr(prepare, "alone", busy)
    with pytest.raises(Busy):
        prepare.prepare(places, shipped, AS_OF)
    monkeypatch.setattr(prepare, "is_usable", lambda data: True)
    prepare.prepare(places, shipped, AS_OF)
    assert waits == [prepare.PATIENCE, 0]
    assert "the database of before is in use" in capsys.readouterr().err


# docs/beheer.md


BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", BEHEER, re.M | re.S)
KNOWN = {
    *(
        "apt",
        "cd",
        "chown",
        "cp",
        "crontab",
        "curl",
        "docker",
        "git",
        "install",
        "journalctl",
        "kubectl",
    ),
    *("mkdir", "mv", "nginx", "rm", "systemctl", "tar", "useradd"),
}
"""Programs of others that the page uses; ours are looked up."""


def commands():
    """Each command of the page, as words: without sudo, its user and settings before it."""
    for kind, block in BLOCKS:
        for line in block.replace("\\\n", " ").splitlines() if kind == "" else ():
            for part in re.split(r" (?:&&|\|) ", line.partition("  #")[0].strip()):
                words = shlex.split(part)
                if words[:2] == ["sudo", "-u"]:
                    words = words[3:]
                while words and (words[0] in ("sudo", "env") or "=" in words[0]):
                    words = words[1:]
                if words:
                    yield words


def test_command_of_the_page_exists():
    for words in commands():
        assert assert_exists(words) or words[0] in KNOWN, words
        for word in words:
            if re.match(r"(\./)?(deploy|docs)/", word) and "*" not in word:
                assert (paths.ROOT / word).exists(), word
            if found := re.fullmatch(r"(sdg-wijzer@|sdgwijzer-update)[\w*]*(\.\w+)?", word):
                named = [unit.name for unit in UNITS]
                assert any(name.startswith(found[1]) for name in named), word
            if words[:2] == ["docker", "compose"] and word in ("prepare", "update"):
                assert word in COMPOSE["services"], word


def said():
    """What the page says that stands in the log, in pieces; not what nginx and systemd say."""
    table = BEHEER.partition("\n| je ziet | in het logboek |")[2].partition("\n\n")[0]
    cells = [line.split(" | ")[1] for line in table.splitlines()[2:]]
    for cell in cells:
        if not cell.startswith(("nginx:", "systemd:", "niets")):
            for text in re.findall(r"`([^`]+)`", cell):
                yield from (part.strip(" '") for part in text.split("…") if len(part) > 4)


def test_what_the_log_says_is_said_somewhere():
    code = "".join(
        re.sub(r'"\n\s*f?"', "", path.read_text(encoding="utf-8"))
        for folder in ("sdgwijzer", "deploy")
        for path in (paths.ROOT / folder).rglob("*.py")
    )
    pieces = set(said()) - {"Traceback", "No space left on device"}  # of Python
    assert len(pieces) > 10
    assert [each for each in pieces if each not in code] == []


def test_every_host_that_an_update_asks_is_named():
    lines = [
        line
        for room in ("sources", "lists", "fetch")
        for path in (paths.ROOT / "sdgwijzer" / room).glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    asked = {host for one in lines for host in re.findall(r'"https://([\w.-]+)', one)}
    shown = {host for one in lines for host in re.findall(r'homepage="https://([\w.-]+)', one)}
    only_shown = {"bimd.sciensano.be", "curieuzeneuzen.be", "github.com", "www.rva.be"}
    assert only_shown <= shown
    [listed] = [block for kind, block in BLOCKS if kind == "text" and "statbel" in block]
    assert asked - only_shown == set(listed.split())


def test_every_file_that_the_page_names_is_there():
    named = re.findall(r"\]\(([\w./-]+\.\w+)(?:#[^)]*)?\)", BEHEER)
    assert named
    assert [name for name in named if not (paths.ROOT / "docs" / name).resolve().exists()] == []
    own = (paths.ROOT / ".gitignore").read_text(encoding="utf-8")
    parts = [name for name in re.findall(r"`(deploy/[\w./@-]+)`", BEHEER) if name not in own]
    assert [name for name in parts if not (paths.ROOT / name).exists()] == []
