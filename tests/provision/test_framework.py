"""The framework is upstream's, byte for byte, or the build stops and says which file is not."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from provision import framework, upstream
from provision.paths import FRAMEWORK, ROOT
from provision.say import Problem
from tests.provision.test_failures import outside


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the installed framework that may be spoilt; files are linked until they are rewritten."""
    subprocess.run(["cp", "-al", str(FRAMEWORK), str(tmp_path / "frappe-app")], check=True)
    return tmp_path / "frappe-app"


def rewrite(file: Path, content: bytes) -> None:
    """Replace a file without touching the one it is linked with."""
    file.unlink()
    file.write_bytes(content)


def test_the_command_prints_how_many_files_are_upstreams() -> None:
    command = ["make", "verify-framework"]
    done = subprocess.run(command, cwd=ROOT, env=outside(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "2884 of 2900 files are upstream's (tree b05a985…); 16 left out"


def test_one_changed_byte_is_found_and_its_file_named(copied: Path) -> None:
    file = copied / "frappe" / "permissions.py"
    rewrite(file, file.read_bytes().replace(b"False", b"Fa1se", 1))
    with pytest.raises(Problem, match=r"frappe/permissions\.py is changed"):
        framework.verify(copied)


def test_a_removed_file_is_named(copied: Path) -> None:
    (copied / "frappe" / "auth.py").unlink()
    with pytest.raises(Problem, match=r"frappe/auth\.py is missing"):
        framework.verify(copied)


def test_a_file_upstream_does_not_have_is_named(copied: Path) -> None:
    (copied / "frappe" / "utils" / "helper_of_nobody.py").write_text("")
    with pytest.raises(Problem, match=r"helper_of_nobody\.py is not upstream's"):
        framework.verify(copied)


def test_the_tree_is_rebuilt_as_git_builds_it(tmp_path: Path) -> None:
    """Our arithmetic against git's own, on a folder whose names sort differently as files and folders."""
    for name in ("a.b", "a/b", "a-b"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    git = ["git", "-c", "init.defaultBranch=main", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    expected = subprocess.run([*git, "write-tree"], capture_output=True, text=True, check=True).stdout.strip()
    leaf = {name: ("100644", upstream.blob_id(name.encode())) for name in ("a.b", "a-b")}
    assert upstream.folder_id({**leaf, "a": {"b": ("100644", upstream.blob_id(b"a/b"))}}) == expected


@pytest.fixture
def wrong_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of the right name with other bytes in it."""
    monkeypatch.setattr(framework, "DOWNLOADS", tmp_path)
    archive = tmp_path / upstream.lock()["archive"]
    archive.write_bytes(b"not what was pinned")
    return archive


def test_a_wrong_archive_is_refused_before_anything_is_unpacked(
    wrong_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(framework.zipfile, "ZipFile", lambda *given: opened.append(given))
    with pytest.raises(Problem, match=r"archive has the hash [0-9a-f]{12}…, not the pinned dc58aaf29c59…"):
        framework.fetch()
    assert opened == []
    assert not wrong_archive.exists(), "the next run must download it anew"


def test_after_a_refused_archive_the_next_run_works(
    wrong_archive: Path, monkeypatch: pytest.MonkeyPatch, real_archive: Callable[[], bytes]
) -> None:
    with pytest.raises(Problem):
        framework.fetch()
    wrong_archive.write_bytes(real_archive())
    monkeypatch.setattr(framework, "ROOT", wrong_archive.parent)
    monkeypatch.setattr(framework, "FRAMEWORK", wrong_archive.parent / "apps" / "frappe")
    (wrong_archive.parent / "apps").mkdir()
    framework.restore(framework.fetch())
    assert upstream.prove(framework.FRAMEWORK).holds


@pytest.fixture
def real_archive() -> Callable[[], bytes]:
    """The pinned archive as it was downloaded for this bench."""
    return (ROOT / ".bench" / "downloads" / upstream.lock()["archive"]).read_bytes
