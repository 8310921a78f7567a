"""Files of YAML as people write them: every style, with comments, empty lines and line ends of several kinds."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from bot.knowledge.document import Trail

WORDS = st.lists(
    st.sampled_from(
        ["harbour", "the", "no", "2016", "#1", "it's", '"so"', "a:b", "Zürich", "항구", "مرحبا", "🚢", "-", "x"]
    ),
    min_size=1,
    max_size=6,
)
TYPED = st.one_of(
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n\t"), max_size=40
    ),
    WORDS.map(" ".join),
    st.lists(WORDS.map(" ".join), min_size=2, max_size=4).map("\n".join),
    WORDS.map(lambda words: " ".join(words * 9)),
    st.sampled_from(
        [
            "no",
            "~",
            "2016",
            "1e3",
            "22:30",
            "2016-05-22",
            "- x",
            "# x",
            "x: y",
            "x #",
            "a,b",
            "'",
            '"',
            "\\",
            "&a",
            "*a",
            "!a",
            "%",
            "@x",
            "---",
            "...",
            "? x",
            "[x",
            "}",
            "| x",
            "> x",
            " x",
            "x ",
            "\nx",
            "x\n",
            "x\n\n",
            "\n",
            " x\ny",
            "x \ny",
            "\tx",
            "x\ty",
            "x\r\ny",
            "",
            " ",
            "•x",
            "“x”",
            "x：y",
            "=",
            "<<",
            "مرحبا: كيف",
            "👩‍👩‍👧 ok",
            "key:",
            "x\n\n\ny",
            "x\n y\nz",
            "x" * 150,
            "x  y " * 40,
        ],
    ),
)
"""What anybody may type."""


@dataclass
class Made:
    """A page with where its texts are written."""

    lines: list[str]
    texts: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    """Trail of a text -> its first line and the number of its lines."""
    things: list[Trail] = field(default_factory=list)
    """Everything that a key or '-' stands before."""


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.made = Made([])
        self._comments = 0

    def _maybe(self, share: int = 3) -> bool:
        return self._draw(st.integers(0, share)) == 0

    def _comment(self) -> str:
        self._comments += 1
        return f"# remark {self._comments};"

    def _behind(self) -> str:
        return f"{' ' * self._draw(st.integers(1, 3))}{self._comment()}" if self._maybe() else ""

    def mapping(self, trail: Trail, indent: int, depth: int, lead: str = "") -> None:
        for number in range(self._draw(st.integers(1, 3))):
            pad = " " * indent
            if number or not lead:
                self._above(pad)
            name = self._draw(st.sampled_from(["en", '"es"', "'fr'", "note"])) + str(number)
            key = name.strip("\"'") if name[0] not in "\"'" else name[:-1].strip("\"'") + str(number)
            name = f'"{key}"' if name[0] == '"' else key
            self._value((*trail, key), f"{lead or pad}{name}:", indent, depth)
            lead = ""

    def sequence(self, trail: Trail, indent: int, depth: int) -> None:
        for number in range(self._draw(st.integers(1, 3))):
            self._above(" " * indent)
            self._value((*trail, number), f"{' ' * indent}-", indent, depth)

    def _above(self, pad: str) -> None:
        if self._maybe(5):
            self.made.lines.append("")
        if self._maybe(5):
            self.made.lines.append(pad + self._comment())

    def _value(self, trail: Trail, lead: str, indent: int, depth: int) -> None:
        listed = isinstance(trail[-1], int)
        self.made.things.append(trail)
        kind = self._draw(st.sampled_from(["text"] * 4 + ["flow"] + ["mapping", "sequence"] * (depth < 3)))
        step = self._draw(st.sampled_from([2, 2, 4]))
        if kind == "text":
            self._text(trail, lead, indent + step)
        elif kind == "flow":
            self.made.lines.append(f"{lead} {self._flow(trail, 0)}{self._behind()}")
        elif kind == "mapping" and listed:
            self.mapping(trail, indent + 2, depth + 1, lead=f"{lead} ")
        elif kind == "mapping":
            self.made.lines.append(f"{lead}{self._behind()}")
            self.mapping(trail, indent + step, depth + 1)
        else:
            self.made.lines.append(f"{lead}{self._behind()}")
            self.sequence(trail, indent if not listed and self._maybe(1) else indent + step, depth + 1)

    def _flow(self, trail: Trail, depth: int) -> str:
        number = self._draw(st.integers(1, 3))
        if self._maybe(1):
            items = [self._flow_value((*trail, one), depth) for one in range(number)]
            return f"[{', '.join(items)}]"
        items = [f"k{one}: {self._flow_value((*trail, f'k{one}'), depth)}" for one in range(number)]
        return f"{{{', '.join(items)}}}"

    def _flow_value(self, trail: Trail, depth: int) -> str:
        self.made.things.append(trail)
        if depth < 1 and self._maybe():
            return self._flow(trail, depth + 1)
        self.made.texts[trail] = (len(self.made.lines), 1)
        return self._draw(st.sampled_from(["plain", "two words", "'single, ''1'''", '"double } \\" 1"', "2016"]))

    def _text(self, trail: Trail, lead: str, indent: int) -> None:
        pad = " " * indent
        behind = self._behind()
        style = self._draw(st.sampled_from(["plain", "plain", "single", "double", "plain2", "double2", "|", ">"]))
        one = {"plain": "Some text", "single": "'it''s: #1'", "double": '"a \\"b\\" \\u00e9"'}
        if style in one:
            new = [f"{lead} {one[style]}{behind}"]
        elif style == "plain2":
            new = [f"{lead} some", f"{pad}more", *([""] if self._maybe() else []), f"{pad}text{behind}"]
        elif style == "double2":
            new = [f'{lead} "some', f'{pad}more"{behind}']
        else:
            head = self._draw(st.sampled_from(["", "-", "+"]))
            body = [f"{pad}first # 1", "", f"{pad}  deeper", f"{pad}last"][self._draw(st.integers(0, 3)) :]
            body = body if body[0].strip() and not body[0].startswith(f"{pad} ") else body[-1:]
            new = [f"{lead} {style}{head}{behind}", *body]
        self.made.texts[trail] = (len(self.made.lines), len(new))
        self.made.lines += new


@st.composite
def pages(draw: st.DrawFn) -> Made:
    """Any such file, as its lines."""
    writer = _Writer(draw)
    if draw(st.booleans()):
        writer.made.lines += ["# head of the file", ""]
    writer.mapping((), 0, 0)
    return writer.made
