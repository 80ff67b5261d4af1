#!/usr/bin/env python3
"""Writes src/feel/text/letters_table.inc from the files of the Unicode Character Database.

Usage: tools/letters_table.py FOLDER > src/feel/text/letters_table.inc
FOLDER holds UnicodeData.txt, SpecialCasing.txt and Blocks.txt (Debian: package unicode-data, /usr/share/unicode).
"""
import pathlib
import sys
import textwrap

folder = pathlib.Path(sys.argv[1])
LAST = 0x10FFFF
category = ["Cn"] * (LAST + 1)
upper, lower = {}, {}


def rows(name):
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield [part.strip() for part in line.split(";")]


begin = None
for row in rows("UnicodeData.txt"):
    code = int(row[0], 16)
    if row[1].endswith("First>"):
        begin = code
        continue
    for each in range(begin if row[1].endswith("Last>") else code, code + 1):
        category[each] = row[2]
    if row[12]:
        upper[code] = int(row[12], 16)
    if row[13]:
        lower[code] = int(row[13], 16)

# Runs of one category; "LC" stands for capital and small letter by turns.
runs = []
at = 0
while at <= LAST:
    end = at
    while end <= LAST and category[end] == category[at]:
        end += 1
    turns = at
    while turns + 1 <= LAST and category[turns] == "Lu" and category[turns + 1] == "Ll":
        turns += 2
    if turns - at >= 4:
        runs.append(("LC", turns - at))
        at = turns
    else:
        runs.append((category[at], end - at))
        at = end


def spans(mapping):
    """[first, last, step, distance]: what lies between by the step moves by the same distance."""
    made = []
    for code in sorted(mapping):
        distance = mapping[code] - code
        if made:
            first, last, step, moved = made[-1]
            gap = code - last
            if moved == distance and gap in (1, 2) and step in (0, gap):
                made[-1] = [first, code, gap, moved]
                continue
        made.append([code, code, 0, distance])
    return [[first, last, max(step, 1), moved] for first, last, step, moved in made]


def wrapped(text):
    return "\n".join(textwrap.wrap(text, 108, break_long_words=False, break_on_hyphens=False))


print("// Made by tools/letters_table.py from the Unicode Character Database, version 15.0. Do not edit.")
print("\n// From U+0000 on: a general category and how many code points in a row have it, in base 36; LC is Lu")
print("// and Ll by turns.")
print("inline constexpr char category_runs[] =")
digits = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number):
    text = ""
    while number:
        text = digits[number % 36] + text
        number //= 36
    return text


print("\n".join('    "%s"' % line for line in textwrap.wrap("".join(n + base36(c) + " " for n, c in runs).strip(), 100,
      drop_whitespace=False)) + ";")
for name, mapping in (("to_upper", upper), ("to_lower", lower)):
    print("\n// first, last, step, distance")
    print("inline constexpr CaseSpan %s[] = {" % name)
    print(textwrap.indent(wrapped(", ".join("{%d,%d,%d,%d}" % tuple(s) for s in spans(mapping))), "    "))
    print("};")
print("\n// Letters that become several in capitals, without regard to language or place.")
print("inline constexpr SpecialUpper special_upper[] = {")
special = []
for row in rows("SpecialCasing.txt"):
    if len(row) > 4 and row[4]:
        continue
    if len(row[3].split()) > 1:
        special.append("{%d,{%s}}" % (int(row[0], 16), ",".join(str(int(c, 16)) for c in row[3].split())))
special.sort(key=lambda text: int(text[1:text.index(",")]))
print(textwrap.indent(wrapped(", ".join(special)), "    "))
print("};")
print("\n// The blocks, named as patterns name them: without spaces.")
print("inline constexpr Block blocks[] = {")
blocks = []
for row in rows("Blocks.txt"):
    first, last = (int(part, 16) for part in row[0].split(".."))
    blocks.append('{%d,%d,"%s"}' % (first, last, row[1].replace(" ", "")))
print(textwrap.indent(wrapped(", ".join(blocks)), "    "))
print("};")
