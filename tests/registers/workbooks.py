"""Small workbooks, any part of which can be wrong."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
    'sheet.main+xml"/></Types>'
)
ROOT = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE bomb [<!ENTITY a0 "哈">{LAUGHS}]>'


def workbook(
    body="", *, before="", after="", strings="", sheets=1, parts=None, sheet_head=DECLARATION, strings_head=""
):
    """A workbook whose first sheet has `body` inside sheetData; `parts` are added or replaced by name."""
    book = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    book = f"<sheets>{book}</sheets>"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    content = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'{DECLARATION}{strings_head}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    empty = f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    content |= {f"xl/worksheets/sheet{n}.xml": empty for n in range(2, sheets + 1)}
    first = f'{sheet_head}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'
    content |= {"xl/worksheets/sheet1.xml": first} | (parts or {})
    return archive(content)


def archive(content):
    """A zip file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in content.items():
            packed.writestr(name, part)
    return target.getvalue()


def inflated(megabytes):
    """A workbook whose first sheet ends with so many megabytes of spaces."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as small:
        content = {name: small.read(name) for name in small.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in content.items():
            with packed.open(name, "w") as member:
                member.write(part)
                for _ in range(megabytes if name.endswith("sheet1.xml") else 0):
                    member.write(b" " * 1_048_576)
    return target.getvalue()


def cell(place, text):
    """A cell with its text in place."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
