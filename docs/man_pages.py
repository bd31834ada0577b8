#!/usr/bin/env python3
"""man_pages.py XML OVERVIEW FOLDER VERSION: manual pages, made of what Doxygen has read in the headers.

FOLDER/man3 is given one page for each public function and each macro with parameters, FOLDER/man7 gen.7, made of the text
OVERVIEW and a list of all pages by header.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree


def escaped(text):
    """Text that roff takes as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(['.])", r"\\&\1", text, flags=re.M)


def inline(element):
    """Running text: names in bold, parameters in italics."""
    parts = [escaped(element.text or "")]
    for child in element:
        text = "".join(child.itertext())
        if child.tag == "parameterlist" or child.tag == "simplesect":
            text = ""  # these have sections of their own
        elif child.tag in ("computeroutput", "bold", "ref"):
            text = f"\\fB{escaped(text)}\\fP"
        elif child.tag == "emphasis":
            text = f"\\fI{escaped(text)}\\fP"
        else:
            text = inline(child)
        parts += [text, escaped(child.tail or "")]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def code_of(codeline):
    """One line of a program. Blanks are elements, and text follows them."""
    if codeline.tag == "sp":
        return " "
    return (codeline.text or "") + "".join(code_of(child) + (child.tail or "") for child in codeline)


def program(element):
    lines = [escaped(code_of(line)) for line in element.iter("codeline")]
    return [".PP", ".in +4n", ".EX", *lines, ".EE", ".in"]


def paragraphs(element):
    """The lines of roff for a description, without what it says of parameters and results."""
    lines = []
    for child in element if element is not None else []:
        if child.tag == "programlisting":
            lines += program(child)
        elif child.tag == "itemizedlist":
            for item in child.findall("listitem"):
                lines += [".IP \\(bu 3", inline(item)]
        elif child.tag == "para":
            blocks = child.findall("programlisting") + child.findall("itemizedlist")
            for block in blocks:
                child.remove(block)
            text = inline(child)
            lines += [".PP", text] if text else []
            lines += paragraphs(blocks)
    return lines


def parameters(detailed):
    lines = []
    for item in detailed.iterfind(".//parameterlist/parameteritem"):
        name = item.findtext(".//parametername")
        lines += [".TP", f".I {name}", inline(item.find("parameterdescription"))]
    return lines


def results(detailed):
    return [inline(section) for section in detailed.iterfind(".//simplesect[@kind='return']")]


def synopsis(member, header):
    include = header if header == "gen/itertools.h" else "gen/async.h" if header.startswith("gen/async") else "gen.h"
    arguments = member.findtext("argsstring") or f"({', '.join(p.findtext('defname') for p in member.findall('param'))})"
    declaration = (member.findtext("definition") or member.findtext("name")).replace("* ", "*") + arguments
    end = ";" if member.get("kind") == "function" else ""
    return [f".B #include <{include}>", ".PP", f".BI \"{escaped(declaration)}{end}\""]


def see_also(detailed, name):
    names = {"".join(ref.itertext()).rstrip("()") for ref in detailed.iter("ref")}
    return sorted(other for other in names if re.fullmatch(r"gen_\w*[a-z]", other) and other != name)


def page(member, header, version, known):
    name = member.findtext("name")
    brief, detailed = member.find("briefdescription"), member.find("detaileddescription")
    also = [other for other in see_also(detailed, name) if other in known]
    purpose = inline(brief).rstrip(".") or (results(detailed) or [name])[0].rstrip(".")
    purpose = re.sub(r"\\f[BIP]", "", purpose)
    given, result, text = parameters(detailed), results(detailed), paragraphs(detailed)
    lines = [f".TH {name} 3 \"\" \"gen {version}\" \"gen\"", ".SH NAME", f"{name} \\- {purpose}", ".SH SYNOPSIS",
             *synopsis(member, header)]
    lines += [".SH DESCRIPTION", inline(brief), *text] if text else []
    lines += [".SH PARAMETERS", *given] if given else []
    lines += [".SH RETURN VALUE", *result] if result else []
    lines += [".SH SEE ALSO", ", ".join(f"\\fB{other}\\fP(3)" for other in also)] if also else []
    lines += [".SH HEADER", f"<{header}>, of which", ".BR gen (7)", "lists all."]
    return "\n".join(line for line in lines if line) + "\n"


def members(folder):
    """Each public function, and each macro with parameters, and its header."""
    for path in sorted(folder.glob("*_8h.xml")):
        for compound in ElementTree.parse(path).iter("compounddef"):
            header = compound.find("location").get("file")
            if header == "gen/export.h":  # what marks functions is for headers
                continue
            for member in compound.iter("memberdef"):
                name = member.findtext("name")
                is_macro = member.get("kind") == "define" and member.find("param/defname") is not None
                if (member.get("kind") == "function" or is_macro) and not name.endswith("_") and \
                        name.lower().startswith("gen_"):
                    yield member, header


def main(xml, overview, folder, version):
    found = list(members(pathlib.Path(xml)))
    known = {member.findtext("name") for member, _ in found}
    man3, man7 = pathlib.Path(folder, "man3"), pathlib.Path(folder, "man7")
    by_header = {}
    for place in man3, man7:
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("*.[37]"):
            old.unlink()
    for member, header in found:
        name = member.findtext("name")
        by_header.setdefault(header, []).append(name)
        (man3 / f"{name}.3").write_text(page(member, header, version, known), encoding="utf-8")
    lines = [pathlib.Path(overview).read_text(encoding="utf-8").replace("@VERSION@", version).rstrip(), ".SH FUNCTIONS"]
    for header, names in sorted(by_header.items()):
        lines += [".TP", f".B <{header}>", ", ".join(f"\\fB{name}\\fP(3)" for name in names)]
    (man7 / "gen.7").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(known) + 1} manual pages")


if __name__ == "__main__":
    main(*sys.argv[1:])
