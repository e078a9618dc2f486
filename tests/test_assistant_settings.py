"""Settings: what goes before what, and what is said of a setting that cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.options import settings_with
from assistant.settings import FILE, Settings, SettingsError, go_offline, load_settings
from index.encoder import DEFAULT_MODEL

DEFAULTS = Settings(Path(".briefings"), DEFAULT_MODEL, "127.0.0.1", None)
WHOLE = 'index = "here"\nmodel = "a/model"\nhost = "0.0.0.0"\nport = 8000\n'


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "environment", "expected"),
    [
        ("", {}, DEFAULTS),
        (WHOLE, {}, Settings(Path("here"), "a/model", "0.0.0.0", 8000)),
        (
            WHOLE,
            {"BRIEFINGS_INDEX": "there", "BRIEFINGS_MODEL": "m", "BRIEFINGS_PORT": "8001"},
            Settings(Path("there"), "m", "0.0.0.0", 8001),
        ),
        (WHOLE, {"BRIEFINGS_INDEX": ""}, Settings(Path("here"), "a/model", "0.0.0.0", 8000)),
        ("port = 1", {"UNRELATED": "x"}, Settings(port=1)),
        ('search = "exact"', {}, Settings(search="exact")),
        (
            'users = "u.json"\nhosts = ["a"]\nproxy_header = "X"\nproxies = ["::1"]\nrate = 9',
            {},
            Settings(
                users=Path("u.json"), hosts=("a",), proxy_header="X", proxies=("::1",), rate=9
            ),
        ),
    ],
)
def test_the_environment_goes_before_the_file_and_it_before_the_defaults(
    tmp_path, file, environment, expected
):
    assert load_settings(written(tmp_path, file), environment) == expected


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path, {}) == DEFAULTS
    (tmp_path / FILE).mkdir()
    assert load_settings(tmp_path, {}) == DEFAULTS


def test_the_option_goes_before_all(tmp_path, monkeypatch):
    monkeypatch.chdir(written(tmp_path, 'index = "file"'))
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.delenv("BRIEFINGS_INDEX", raising=False)
    assert settings_with(None).index == Path("file")
    monkeypatch.setenv("BRIEFINGS_INDEX", "environment")
    assert settings_with(None).index == Path("environment")
    assert settings_with(Path("option")) == Settings(index=Path("option"))
    assert settings_with(Path("~/option")).index == Path("/home/reader/option")


def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/reader")
    folder = written(tmp_path, 'index = "~/briefings"')
    assert load_settings(folder, {}).index == Path("/home/reader/briefings")
    given = load_settings(folder, {"BRIEFINGS_INDEX": "~/other"})
    assert given.index == Path("/home/reader/other")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("index = [", "is not valid TOML"),
        (
            'colour = "red"',
            "sets 'colour', which is no setting; known are index, model, host, port",
        ),
        ("[index]\na = 1", "index cannot be this table: give a text"),
        ("index = 3", "index cannot be 3: give a text"),
        ('index = "~nobody-here/x"', "there is no such home folder"),
        ("model = 3", "model cannot be 3: give a text"),
        ('host = " "', "host cannot be ' ': give a text"),
        ('port = "many"', "port cannot be 'many': give a number from 1 to 65535"),
        ("port = true", "port cannot be True: give a number"),
        ("port = 8.5", "port cannot be 8.5: give a number"),
        ("port = 0", "port cannot be 0: give a number"),
        ("port = 65536", "port cannot be 65536: give a number"),
        ('hosts = "a"', "hosts cannot be 'a': give a list of texts"),
        ("curators = [1]", "curators cannot be [1]: give a text"),
        ("rate = 0", "rate cannot be 0: give a number from 1"),
        ('port = "²"', "port cannot be '²': give a number"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file(tmp_path, text, reason):
    with pytest.raises(SettingsError) as error:
        load_settings(written(tmp_path, text), {})
    assert str(error.value).startswith(str(tmp_path / FILE))
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is not valid TOML"):
        load_settings(tmp_path, {})


def test_a_variable_that_cannot_be_used_is_named(tmp_path):
    with pytest.raises(SettingsError, match="the environment: port cannot be 'x': give a number"):
        load_settings(tmp_path, {"BRIEFINGS_PORT": "x"})


def test_the_libraries_in_use_are_told_to_stay_offline(monkeypatch):
    monkeypatch.setattr(os, "environ", {"HF_HUB_OFFLINE": "0", "TOKENIZERS_PARALLELISM": "true"})
    go_offline()
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    assert os.environ.items() >= {**offline, "GRADIO_ANALYTICS_ENABLED": "False"}.items()
    assert os.environ["TOKENIZERS_PARALLELISM"] == "true"  # the reader's own choice stays
