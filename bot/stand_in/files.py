"""Files, by their file_id."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.stand_in.errors import Json

if TYPE_CHECKING:
    from bot.stand_in.world import World


@dataclass(slots=True)
class StoredFile:
    """A file on Telegram's side; `size` may claim more than `data` holds."""

    id: str
    name: str
    mime: str
    data: bytes
    size: int
    path: str

    def card(self) -> Json:
        """The Document object."""
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_name": self.name,
            "mime_type": self.mime,
            "file_size": self.size,
        }

    def photo(self) -> list[Json]:
        """The sizes of a photo; there is one."""
        base = {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": self.size}
        return [{**base, "width": 320, "height": 240}]


def store(world: World, data: bytes, name: str, mime: str = "", size: int | None = None) -> StoredFile:
    """Keeps a file and gives it a file_id."""
    number = world.number()
    mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    suffix = name.rpartition(".")[2] if "." in name else "bin"
    size = len(data) if size is None else size
    file = StoredFile(f"BQAD-{number:08d}", name, mime, data, size, f"documents/file_{number}.{suffix}")
    world.files[file.id] = file
    return file
