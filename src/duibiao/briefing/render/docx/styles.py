"""``styles.toml`` as the parts of a Word document that say how everything is set."""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

PARTS = files("duibiao.briefing.render.docx") / "parts"
_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/theme/theme1.xml": "theme1.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
}
TWIPS = 20
"""A point, in the unit of Word's distances."""


@cache
def sheet() -> dict[str, Any]:
    """``styles.toml``."""
    text = (files("duibiao.briefing.render.docx") / "styles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def fixed_parts() -> dict[str, str]:
    """The parts that are the same in every document, by name, the first ones first."""
    parts = {name: (PARTS / file).read_text(encoding="utf-8") for name, file in _FIXED.items()}
    return parts | {"word/styles.xml": _styles(), "word/fontTable.xml": _fonts()}


def framed(name: str, inside: str) -> str:
    """``inside`` in the frame of that name: where it says <!-- here -->."""
    return (PARTS / name).read_text(encoding="utf-8").replace("<!-- here -->", inside)


def style_id(kind: str, style: str) -> str:
    """What a style (``kind``: paragraph or run) is called inside the file."""
    of = sheet()[kind][style]
    return str(of.get("id", style))


def _styles() -> str:
    """word/styles.xml: the frame of ``parts/styles.xml`` with every style of the sheet in it."""
    made = [_style("paragraph", key, of) for key, of in sheet()["paragraph"].items()]
    made += [_style("character", key, of) for key, of in sheet()["run"].items()]
    return framed("styles.xml", "\n".join(made))


def _fonts() -> str:
    """word/fontTable.xml: every face with the one that stands in for it."""
    made = [
        f'<w:font w:name="{escape(of["face"])}"><w:altName w:val="{escape(of["other"])}"/>'
        f'<w:panose1 w:val="{of["panose"]}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for of in sheet()["fonts"].values()
    ]
    return framed("fontTable.xml", "".join(made))


def _style(kind: str, key: str, of: dict[str, Any]) -> str:
    custom = "" if "id" in of or of["name"] == "caption" else ' w:customStyle="1"'
    base = of.get("base")
    based = style_id("paragraph", base) if base else "Normal" if kind == "paragraph" else ""
    after = f'<w:next w:val="{style_id("paragraph", of["next"])}"/>' if "next" in of else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{of.get("id", key)}">'
        f'<w:name w:val="{escape(of["name"])}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f'{after}<w:uiPriority w:val="9"/><w:qFormat/>'
        + (f"<w:pPr>{_paragraph(of)}</w:pPr>" if kind == "paragraph" else "")
        + f"<w:rPr>{_run(of)}</w:rPr></w:style>"
    )


def _paragraph(of: dict[str, Any]) -> str:
    """Properties in the order that the schema asks for."""
    made = "<w:keepNext/><w:keepLines/>" if of.get("keep") else ""
    if of.get("number"):
        made += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    if "border" in of:
        made += f"<w:pBdr>{''.join(_side(side, said) for side, said in of['border'].items())}</w:pBdr>"
    if "size" in of:
        made += '<w:snapToGrid w:val="0"/>'
    made += _spacing(of) + _indent(of)
    if "align" in of:
        made += f'<w:jc w:val="{of["align"]}"/>'
    if "outline" in of:
        made += f'<w:outlineLvl w:val="{of["outline"] - 1}"/>'
    return made


def _side(side: str, said: str) -> str:
    weight, color = said.split()
    return f'<w:{side} w:val="single" w:sz="{weight}" w:space="8" w:color="{color}"/>'


def _spacing(of: dict[str, Any]) -> str:
    said = "".join(f' w:{side}="{round(of[side] * TWIPS)}"' for side in ("before", "after") if side in of)
    if "line" in of:
        rule = "exact" if of["line"] else "auto"
        said += f' w:line="{round(of["line"] * TWIPS) or 240}" w:lineRule="{rule}"'
    return f"<w:spacing{said}/>" if said else ""


def _indent(of: dict[str, Any]) -> str:
    said = f' w:left="{round(of["left"] * TWIPS)}"' if "left" in of else ""
    if "hang" in of:
        said += f' w:hanging="{round(of["hang"] * TWIPS)}"'
    if "first" in of:
        first = round(of["first"] * of.get("size", 16) * TWIPS)
        said += f' w:firstLineChars="{of["first"] * 100}" w:firstLine="{first}"'
    return f"<w:ind{said}/>" if said else ""


def _run(of: dict[str, Any]) -> str:
    """Properties in the order that the schema asks for."""
    made = ""
    if "font" in of:
        face = sheet()["fonts"][of["font"]]["face"]
        made += f'<w:rFonts w:eastAsia="{escape(face)}"/>'
    if of.get("bold"):
        made += "<w:b/><w:bCs/>"
    if "color" in of:
        made += f'<w:color w:val="{of["color"]}"/>'
    if "space" in of:
        made += f'<w:spacing w:val="{of["space"]}"/>'
    if "size" in of:
        made += f'<w:sz w:val="{round(of["size"] * 2)}"/><w:szCs w:val="{round(of["size"] * 2)}"/>'
    if "underline" in of:
        kind, color = of["underline"].split()
        made += f'<w:u w:val="{kind}" w:color="{color}"/>'
    return made + ('<w:vertAlign w:val="superscript"/>' if of.get("raised") else "")
