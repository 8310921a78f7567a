"""``translate``: what a language lacks, ready to be filled in; and the note that its wording has been compared."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import options

if TYPE_CHECKING:
    from bot.knowledge.translation import Translation
    from bot.knowledge.wording import Wording

EPILOG = """\
examples:
  wego-bot translate sw > my-knowledge/languages/sw/all.yaml     a new language: everything, with the English beside it
  wego-bot translate es                                          what Spanish lacks, and what is stale in it
  wego-bot translate es --accept                                 I have compared: all that Spanish has is right
  wego-bot translate es --accept texts/news/awards/title         ... only this
  wego-bot translate es --accept --since HEAD:knowledge          ... only what has changed since, here or in English

What is printed is YAML: fill in what stands empty, below the English, and save it in a file of the language's folder.
--accept writes languages/CODE/checked.yaml, by which `wego-bot check` tells what has changed in English since.

exit code: 0
"""
CHECKED = "checked.yaml"
_HEAD = (
    "# Written by `wego-bot translate --accept`: by which English wording each sentence and text was made.\nchecked:\n"
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("code", metavar="CODE", help="the language, such as es")
    parser.add_argument(
        "--accept", nargs="*", metavar="KEY", help="note that these have been compared with their English (else all)"
    )
    parser.add_argument(
        "--since", metavar="OLD", help="with --accept: what differs from this folder, or REVISION:FOLDER of git"
    )
    options.add_knowledge(parser)


def run(arguments: argparse.Namespace) -> int:
    from bot.errors import UsageError
    from bot.folder import choose_folder, read_knowledge
    from bot.knowledge.files import LANGUAGE
    from bot.knowledge.localising import SOURCE
    from bot.knowledge.translation import Translation
    from bot.settings import Settings

    if not LANGUAGE.fullmatch(arguments.code) or arguments.code == SOURCE:
        raise UsageError(f"expected the code of a language that is written from English, found {arguments.code!r}")
    folder = choose_folder(arguments.knowledge, Settings.read())
    translation = Translation(read_knowledge(folder, {SOURCE, arguments.code}), arguments.code)
    if arguments.since is not None and arguments.accept != []:
        raise UsageError("--since goes with --accept, without keys")
    if arguments.accept is None:
        print(skeleton(translation))
        return 0
    wanted = _changed(translation, arguments.since) if arguments.since else arguments.accept or translation.compared()
    if not wanted:
        print("nothing to note")
        return 0
    return _accept(translation, folder / "languages" / arguments.code, wanted)


def skeleton(translation: Translation) -> str:
    """YAML with everything that is missing left empty, and a remark on what is stale."""
    missing, stale = translation.missing(), translation.stale()
    lines = [f"# {translation.code}: {len(missing)} missing, {len(stale)} to be compared with their English"]
    lines += [f"# to be compared: {key}" for key in stale]
    lines.append(f"language: {translation.code}")
    section = ""
    for key, wording in missing.items():
        ours, _, name = key.partition("/")
        if ours != section:
            section = ours
            lines.append(f"{section}:")
        lines += [*_remark(wording), *_gap(name, wording)]
    return "\n".join(lines)


def _remark(wording: Wording) -> Iterable[str]:
    """The English, as comments."""
    texts = [wording] if isinstance(wording, str) else list(_pairs(wording))
    return [f"  # {' '.join(text.split())}" for text in texts]


def _pairs(wording: Mapping[str, str] | tuple[str, ...]) -> Iterable[str]:
    if isinstance(wording, Mapping):
        return [f"{form}: {text}" for form, text in wording.items()]
    return [" | ".join(wording)]


def _gap(name: str, wording: Wording) -> list[str]:
    if isinstance(wording, str):
        return [f'  "{name}": ""']
    if isinstance(wording, Mapping):
        return [f'  "{name}":', '    other: ""']
    return [f'  "{name}":', '    - ""']


def _changed(translation: Translation, since: str) -> list[str]:
    """Keys of what differs from an earlier version, in this language or in English."""
    from bot.folder import read_knowledge
    from bot.knowledge.localising import SOURCE
    from bot.knowledge.translation import Translation
    from bot.revision import opened

    with opened(since) as old:
        before = Translation(read_knowledge(old.folder, {SOURCE, translation.code}), translation.code)

    def differs(key: str) -> bool:
        return (before.source.get(key), before.own(key)) != (translation.source[key], translation.own(key))

    return list(filter(differs, translation.compared()))


def _accept(translation: Translation, folder: Path, keys: Collection[str]) -> int:
    from bot.errors import UsageError
    from bot.knowledge.nearest import hint
    from bot.knowledge.wording import digest

    known = translation.compared()
    for key in keys:
        if key not in known:
            raise UsageError(f"there is no sentence or text {key!r} in {translation.code!r}{hint(key, known)}")
    accepted = {key: digest(translation.source[key]) for key in keys}
    kept = {key: translation.noted(key) for key in known if translation.noted(key)}
    notes = {**kept, **accepted}
    lines = "".join(f'  "{key}": "{notes[key]}"\n' for key in known if key in notes)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CHECKED).write_text(f"{_HEAD}{lines}", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder / CHECKED} cannot be written ({error.strerror or error})") from error
    print(f"{len(accepted)} noted in {folder / CHECKED}")
    return 0
