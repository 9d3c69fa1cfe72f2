"""FRAPPE_SOURCE: another Frappe from a git repository, with its own packages and its own asset build."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from provision import assets, framework, source, tools
from provision.paths import FRAMEWORK, PROVISION
from provision.say import Problem
from provision.source import Source

# An asset build as upstream has one: yarn calls it, and it makes the bundles of all apps of the bench.
OWN_BUILD = """
const fs = require("fs"), path = require("path"), esbuild = require("esbuild");
const sites = path.resolve(__dirname, "../../../sites");
const apps = fs.readFileSync(path.join(sites, "apps.txt"), "utf8").split("\\n").filter(Boolean);
const names = {};
for (const app of apps) {
    const from = path.resolve(__dirname, `../../${app}/${app}/public/js/logtypes.bundle.js`);
    const to = `/assets/${app}/dist/js/logtypes.bundle.OWN.js`;
    esbuild.buildSync({ entryPoints: [from], bundle: true, minify: true, outfile: path.join(sites, to) });
    names["logtypes.bundle.js"] = to;
}
fs.writeFileSync(path.join(sites, "assets/assets.json"), JSON.stringify(names));
"""


def git(folder: Path, *arguments: str) -> str:
    who = [
        "-c",
        "user.name=Upstream",
        "-c",
        "user.email=upstream@papg.example",
        "-c",
        "init.defaultBranch=main",
    ]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, text: str) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-gpg-sign", "-m", text)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The restored framework as a git repository, with an asset build of its own."""
    folder = tmp_path_factory.mktemp("upstream") / "frappe"
    folder.mkdir()
    subprocess.run(["cp", "-al", str(FRAMEWORK / "frappe"), str(folder)], check=True)
    libraries = [PROVISION / "node_modules" / "esbuild", *(PROVISION / "node_modules" / "@esbuild").iterdir()]
    package = {
        "name": "frappe",
        "license": "MIT",
        "scripts": {"production": "node esbuild --production"},
        "dependencies": {
            f"{'@esbuild/' * (file.parent.name == '@esbuild')}{file.name}": f"file:{file}"
            for file in libraries
        },
    }
    (folder / "package.json").write_text(json.dumps(package))
    (folder / "esbuild").mkdir()
    (folder / "esbuild" / "index.js").write_text(OWN_BUILD)
    (folder / ".gitignore").write_text("__pycache__\n")
    git(folder, "init", "--quiet")
    commit(folder, "The framework")
    return folder


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bench of the test's own, without a framework."""
    for name in ("apps", "config", "sites"):
        (tmp_path / name).mkdir()
    (tmp_path / "sites" / "apps.txt").write_text("frappe\n")
    monkeypatch.setattr(source, "FRAMEWORK", tmp_path / "apps" / "frappe")
    monkeypatch.setattr(framework, "FRAMEWORK", tmp_path / "apps" / "frappe")
    monkeypatch.setattr(assets, "FRAMEWORK", tmp_path / "apps" / "frappe")
    monkeypatch.setattr(assets, "SITES", tmp_path / "sites")
    monkeypatch.setattr(assets, "ASSETS", tmp_path / "sites" / "assets")
    monkeypatch.setattr(assets, "PUBLIC", tmp_path / "public")
    monkeypatch.setattr(assets, "BY_SOURCE", tmp_path / "assets-of-source")
    return tmp_path


@pytest.fixture
def chosen(bench: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bench whose framework comes from the repository."""
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@main")
    framework.ensure()
    return bench


def test_a_commit_of_a_repository_is_fetched_proved_and_kept(
    bench: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(repository, "rev-parse", "HEAD")
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@main")
    said = f"commit {first[:12]} of {repository}@main, no file changed"
    assert framework.ensure() == said
    (repository / "NEWS").write_text("later")
    later = commit(repository, "Later")
    git(repository, "tag", "later")
    assert framework.ensure() == said, "a branch that moved on does not change what is installed"
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@later")
    assert framework.ensure() == f"commit {later[:12]} of {repository}@later, no file changed"
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@{first}")
    assert first[:12] in framework.ensure()
    assert framework.proof() == framework.ensure()


def test_a_changed_or_added_file_is_named(chosen: Path) -> None:
    checkout = chosen / "apps" / "frappe"
    (checkout / "frappe" / "helper_of_nobody.py").write_text("")
    with pytest.raises(Problem, match=r"main: frappe/helper_of_nobody\.py differs"):
        framework.ensure()
    (checkout / "frappe" / "helper_of_nobody.py").unlink()
    (checkout / "frappe" / "auth.py").write_text("")
    with pytest.raises(Problem, match=r"main: frappe/auth\.py differs"):
        framework.proof()


def test_changes_of_somebodys_own_are_not_thrown_away_for_another_source(
    chosen: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (chosen / "apps" / "frappe" / "frappe" / "auth.py").write_text("mine")
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@HEAD")
    with pytest.raises(Problem, match=r"frappe/auth\.py differs"):
        framework.ensure()
    assert (chosen / "apps" / "frappe" / "frappe" / "auth.py").read_text() == "mine"


def test_without_the_choice_another_framework_is_not_taken_for_the_pinned_one(
    chosen: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRAPPE_SOURCE")
    with pytest.raises(
        Problem, match=re.escape(f"apps/frappe holds {repository}@main, and FRAPPE_SOURCE is not")
    ):
        framework.ensure()


@pytest.mark.parametrize(
    "text",
    [
        "https://host.example/frappe",
        "git@host.example:frappe/frappe",
        "https://me@host.example/x",
        "https://host.example/x@",
        "@main",
        "-x@main",
        "x@-y",
    ],
)
def test_a_source_without_a_version_is_refused_with_an_example(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAPPE_SOURCE", text)
    with pytest.raises(Problem, match=r"which version .*/frappe@version-15"):
        source.chosen()


@pytest.mark.parametrize(
    "scheme", ["https://name:secret@host.example/frappe", "https://token@host.example/frappe"]
)
def test_a_password_in_the_address_is_not_printed_or_kept(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRAPPE_SOURCE", f"{scheme}@version-15")
    wanted = source.chosen()
    assert wanted == Source(scheme, "version-15")
    assert wanted.shown == "https://host.example/frappe@version-15"


def test_what_cannot_be_had_leaves_the_framework_as_it_was(
    chosen: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = framework.proof()
    monkeypatch.setenv("FRAPPE_SOURCE", f"{repository}@nowhere")
    with pytest.raises(Problem, match=r"@nowhere failed: .*nowhere"):
        framework.ensure()
    other = tmp_path_factory.mktemp("other")
    (other / "README").write_text("no framework")
    git(other, "init", "--quiet")
    commit(other, "Something else")
    monkeypatch.setenv("FRAPPE_SOURCE", f"{other}@main")
    with pytest.raises(Problem, match=r"is no Frappe: frappe/__init__\.py is missing"):
        framework.ensure()
    assert framework.proof() == before
    assert [each.name for each in (chosen / "apps").iterdir()] == ["frappe"]


def test_its_own_build_makes_the_bundles_once(chosen: Path) -> None:
    assert assets.bundle() == "by the framework's own build"
    built = chosen / "sites" / "assets"
    [address] = json.loads((built / "assets.json").read_text()).values()
    assert "frappe.utils.logtypes" in (chosen / "sites" / address.strip("/")).read_text()
    assert framework.proof().endswith("no file changed"), "what a build leaves is no change"
    assert assets.bundle() == "unchanged"
    (chosen / "public").mkdir()
    (chosen / "public" / "papg.bundle.js").write_text("new")
    assert assets.bundle() == "by the framework's own build"
    assets.clear()
    assert not built.exists(), "our bundler would write through the links of theirs"
    assert (chosen / "apps" / "frappe" / "frappe" / "public" / "js").is_dir()


def test_a_build_that_makes_nothing_is_told(
    bench: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path_factory.mktemp("broken") / "frappe"
    git(repository, "clone", "--quiet", str(repository), str(broken))
    (broken / "esbuild" / "index.js").write_text('console.error("a mistake in desk.bundle.js");')
    commit(broken, "A build that does not say it failed")
    monkeypatch.setenv("FRAPPE_SOURCE", f"{broken}@HEAD")
    framework.ensure()
    with pytest.raises(Problem, match=r"made no bundles"):
        assets.bundle()


def test_its_packages_are_locked_with_hashes_and_without_those_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "SOURCE_LOCK", tmp_path / "source.lock")
    project = tmp_path / "pyproject.toml"
    wanted = [
        "num2words~=0.5.14",
        "semantic-version~=2.10.0",
        "gunicorn @ git+https://host.example/gunicorn@1",
    ]
    project.write_text(
        f'[project]\nname = "frappe"\nversion = "15.0.0"\ndependencies = {json.dumps(wanted)}\n'
    )
    lock = tools.lock_for(project).read_text()
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    assert pinned["num2words"] == "0.5.14" and pinned["semantic-version"].startswith("2.10.")
    assert {"gunicorn", "weasyprint", "holidays", "icalendar", "mysqlclient", "python-docx"} <= pinned.keys()
    assert "git+" not in lock and lock.count("--hash=sha256:") >= len(pinned)


def test_the_tests_are_not_run_beside_packages_they_are_not_locked_with(chosen: Path) -> None:
    (chosen / "apps" / "frappe" / "pyproject.toml").write_text("")
    with pytest.raises(Problem, match=r"locked for the pinned framework, not for .*@main"):
        tools.locks_of_environment(with_tests=True)
