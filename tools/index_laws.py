#!/usr/bin/env python3
"""Renews policies/kilder/lover.json from the texts of the laws.

Usage: tools/index_laws.py FOLDER DATE
FOLDER holds a file for each Norwegian law of the index, LOV-2005-05-20-28.md, in Markdown with a heading
"##### § 231. Narkotikaovertredelse" for each paragraph. DATE, 2026-04-13, is the day the texts were taken from
Lovdata. Which laws there are and how they are cited stands in the index itself: to add a law, add an entry with
its id and names, and run this. Laws whose "read" is null were not read in the original and are left alone.
"""
import json
import pathlib
import re
import sys

INDEX = pathlib.Path(__file__).parent.parent / "policies" / "kilder" / "lover.json"
HEADING = re.compile(r"##### § (\d+(?: ?[A-Z])?(?:-\d+)?)(?: ?([a-zæøå]))?\. ?(.*)$")
PART = re.compile(r"## ([IVX]+)$")


def subsections(lines):
    """The number of ledd. The items of a list stand glued together in one line and then again, a line each."""
    count, glued = 0, ""
    for line in lines:
        if line and line not in glued:
            count, glued = count + 1, line
    return count


def parts_of(text):
    parts, name, body = {}, None, []

    def close():
        if name is None:
            return
        if name in parts:
            sys.exit(f"{name} stands twice")
        part = {"title": title} if title else {}
        count = subsections(body)
        if title == "(Opphevet)":
            part = {"state": "repealed"}
        elif name.startswith("§") and count == 0:
            part["state"] = "heading_only"
        elif name.startswith("§"):
            part["subsections"] = count
        parts[name] = part

    for line in map(str.strip, text.splitlines()):
        heading, amending = HEADING.match(line), PART.match(line)
        if line.startswith("##### ") and not heading:
            sys.exit(f"not a heading that can be read: {line}")
        if line.startswith("#"):
            close()
            name, body = None, []
        if heading:
            name = f"§ {heading[1]}" + (f" {heading[2]}" if heading[2] else "")
            title = heading[3].strip()
            bare = re.fullmatch(r"\((.*)\)\.?", title)
            if bare and title != "(Opphevet)":
                title = bare[1]
        elif amending:
            name, title = f"del {amending[1]}", ""
        elif name and not line.startswith("#"):
            body.append(line)
    close()
    return parts


def line_of(value):
    return json.dumps(value, ensure_ascii=False)


def text_of(laws):
    """A line for each member, and one for each paragraph."""
    blocks = []
    for law in laws:
        lines = []
        for name, value in law.items():
            if name == "parts" and value:
                each = ",\n".join(f"      {line_of(part)}: {line_of(of)}" for part, of in value.items())
                lines.append(f'    "parts": {{\n{each}\n    }}')
            else:
                lines.append(f"    {line_of(name)}: {line_of(value)}")
        blocks.append("  {\n" + ",\n".join(lines) + "\n  }")
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def main():
    if len(sys.argv) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", sys.argv[2]):
        sys.exit(__doc__)
    folder, date = pathlib.Path(sys.argv[1]), sys.argv[2]
    laws = json.loads(INDEX.read_text(encoding="utf-8"))
    for law in laws:
        if law.get("read", "") is None:
            continue
        text = (folder / f"{law['id']}.md").read_text(encoding="utf-8")
        law["title"] = re.search(r"^# (.*)$", text, re.M)[1].strip()
        law["read"] = date
        law["from"] = law.get("from", "Lovdata, NLOD 2.0")
        law["parts"] = parts_of(text)
    order = ("id", "names", "title", "read", "from", "note", "href", "parts")
    laws = [{name: law[name] for name in order if name in law} for law in laws]
    laws.sort(key=lambda law: (law["read"] is None, law["id"]))
    INDEX.write_text(text_of(laws), encoding="utf-8")


main()
