"""`[replies.model]`: off unless configured, each mistake named, its key resolved only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.config import Config, ConfigError, load


def _loaded(folder: Path, text: str) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_nothing_is_asked_where_nothing_is_configured(tmp_path: Path) -> None:
    assert _loaded(tmp_path, "").proposing() is None


def test_a_model_is_configured_with_its_key_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_KEY", "k-123")
    text = '[replies.model]\nurl = "https://llm.example/v1"\nmodel = "small"\nkey = "env:MODEL_KEY"\n'
    config = _loaded(tmp_path, text)
    model = config.proposing()
    assert model is not None
    assert (model.url, model.model, model.key, model.timeout) == (
        "https://llm.example/v1",
        "small",
        "k-123",
        20,
    )
    assert config.plain_secrets == ()
    assert "k-123" not in repr(model)


def test_a_key_in_the_file_is_known(tmp_path: Path) -> None:
    text = '[replies.model]\nurl = "http://localhost:11434/v1"\nmodel = "small"\nkey = "k-123"\n'
    assert _loaded(tmp_path, text).plain_secrets == ("replies.model.key",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('model = "small"', "replies.model.url"),
        ('url = "https://llm.example/v1"', "replies.model.model"),
        ('url = "http://llm.example/v1"\nmodel = "small"', "replies.model.url"),
        ('url = "https://llm.example/v1"\nmodel = "small"\ntimeout = 0', "replies.model.timeout"),
        ('url = "https://llm.example/v1"\nmodel = "small"\ndecide = true', "replies.model.decide"),
    ],
)
def test_a_mistake_in_it_is_named(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ConfigError) as refused:
        _loaded(tmp_path, f"[replies.model]\n{text}\n")
    assert key in [problem for problem, _ in refused.value.problems]
