"""`diff` of a revision, in a repository that others made: no program that its configuration names is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

TEXTS = ("units: [{id: works, name: Works}]", "units: [{id: works, name: Public Works}]")


def git(folder: Path, *arguments: str) -> str:
    program = shutil.which("git") or pytest.skip("needs git")
    command = [program, "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of two commits that is the current folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init")
    for text in TEXTS:
        (folder / "org.yaml").write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-m", "A text")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ORGCLI_FILE", "org.yaml")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that leaves a file ``ran`` beside it."""
    file = tmp_path / "program"
    file.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    file.chmod(0o700)
    return file


def test_a_monitor_of_the_index_is_not_run(repository: Path, program: Path, run: Run) -> None:
    git(repository, "config", "core.fsmonitor", str(program))
    git(repository, "update-index", "--fsmonitor")
    git(repository, "status")
    ran = program.with_name("ran")
    ran.unlink()
    assert run("diff", ":org.yaml").code == 0
    assert run("diff", "HEAD~1").code == 1
    assert not ran.exists()


@pytest.mark.parametrize("missing", ["HEAD~1:org.yaml", "HEAD~1^{tree}", "HEAD~1"])
def test_what_is_missing_is_not_fetched(missing: str, repository: Path, program: Path, run: Run) -> None:
    name = git(repository, "rev-parse", missing)
    for key, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": str(repository),
        "remote.origin.uploadpack": str(program),
    }.items():
        git(repository, "config", key, value)
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    answer = run("diff", "HEAD~1")
    assert (answer.code, answer.out) == (2, "")
    assert "HEAD~1" in answer.err
    assert not program.with_name("ran").exists()


def test_programs_for_differences_pages_and_hooks_are_not_run(repository: Path, program: Path, run: Run) -> None:
    for key in ("core.pager", "pager.cat-file", "diff.external", "diff.x.textconv", "filter.x.smudge", "core.editor"):
        git(repository, "config", key, str(program))
    git(repository, "config", "alias.cat-file", f"!{program}")
    (repository / ".gitattributes").write_text("* diff=x filter=x\n", encoding="utf-8")
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(program, repository / ".git" / "hooks" / hook)
    assert run("diff", "HEAD~1").code == 1
    assert not program.with_name("ran").exists()


@pytest.mark.usefixtures("repository")
def test_a_large_text_is_refused_before_it_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_BYTES", len(TEXTS[1]) - 1)
    assert "E110 the file is larger than" in run("diff", "HEAD:org.yaml", "HEAD~1:org.yaml").err
    assert run("diff", "HEAD~1:org.yaml", "HEAD~1:org.yaml").code == 0


@pytest.mark.parametrize(
    "revision",
    ["", "-x", "--help", "--output=x", ":", "HEAD:", "HEAD:../x", "a\nb", "HEAD~1:./", ":1:org.yaml", "\udcff"],
)
def test_what_is_no_revision(revision: str, repository: Path, run: Run) -> None:
    answer = run("diff", "--", revision, "org.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")
    assert sorted(file.name for file in repository.iterdir()) == [".git", "org.yaml"]


def test_the_file_in_use_is_looked_for_in_the_repository_around_it(
    repository: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init")
    expected = run("diff", "HEAD~1")
    for name in ("GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(other / ".git"))
    assert run("--file", repository / "org.yaml", "diff", "HEAD~1") == expected
    assert expected.code == 1


@pytest.mark.usefixtures("repository")
def test_programs_that_the_environment_names_are_not_run(
    program: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    for number, key in enumerate(("core.fsmonitor", "diff.external")):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", str(program))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", f"'core.pager'='{program}'")
    assert run("diff", "HEAD~1").code == 1
    assert run("diff", ":org.yaml").code == 0
    assert not program.with_name("ran").exists()


def test_a_bare_repository_and_a_submodule(
    repository: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--bare", "repository", "bare")
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", str(repository), "inner")
    git(outer, "commit", "-m", "A submodule")
    expected = run("diff", "HEAD~1:org.yaml", "HEAD:org.yaml")
    monkeypatch.chdir(tmp_path / "bare")
    assert run("diff", "HEAD~1:org.yaml", "HEAD:org.yaml") == expected
    monkeypatch.chdir(outer)
    assert run("--file", "inner/org.yaml", "diff", "HEAD~1").out == expected.out
    for wanted in ("HEAD:inner/org.yaml", "HEAD:inner"):
        answer = run("diff", wanted, "inner/org.yaml")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"error: {wanted}: git has no file {wanted.removeprefix('HEAD:')} in HEAD\n"
