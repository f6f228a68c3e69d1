"""Makers of files that must be refused."""

from tests.registers.workbooks import DECLARATION, DOCTYPE, OLE, PACKAGE, TYPES, archive, cell, inflated, workbook


def old_excel():
    return OLE + bytes(4096)


def encrypted():
    return OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def locked_by_office_program():
    return b"%TSD-Header-###%" + bytes(range(256)) * 16


def web_page():
    return "\n <html><table><tr><td>发文字号</td></tr></table></html>".encode("gb18030")


def with_macros():
    return workbook(parts={"xl/vbaProject.bin": OLE + bytes(2048)})


def with_old_macros():
    return workbook(parts={"xl/macrosheets/sheet1.xml": "<x/>"})


def with_links():
    return workbook(parts={"xl/externalLinks/externalLink1.xml": "<externalLink/>"})


def with_connections():
    return workbook(parts={"xl/connections.xml": "<connections/>"})


def open_document():
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office/>"})


def text_document():
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": "<document/>"})


def archive_with_password():
    """The same bytes with the bit set that says that members are encrypted."""
    data = bytearray(workbook())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def laughs_in_sheet():
    return workbook(f'<row r="1">{cell("A1", "&a9;")}</row>', sheet_head=DECLARATION + DOCTYPE)


def laughs_in_strings():
    return workbook(strings="<si><t>&a9;</t></si>", strings_head=DOCTYPE)


def laughs_in_list_of_sheets():
    return workbook(parts={"xl/workbook.xml": f"{DECLARATION}{DOCTYPE}<workbook>&a9;</workbook>"})


def laughs_behind_a_long_comment():
    return workbook(sheet_head=f"{DECLARATION}<!--{'长' * 50_000}-->{DOCTYPE}")


def laughs_behind_many_comments():
    return workbook(sheet_head=f"{DECLARATION}{'<!---->' * 500}{DOCTYPE}")


def laughs_in_utf16():
    return workbook(parts={"xl/sharedStrings.xml": f"{DOCTYPE}<sst>&a9;</sst>".encode("utf-16")})


def bomb():
    """200 MB of spaces in 200 KB."""
    return inflated(200)


def many_bombs():
    """Parts that are harmless one by one, and 600 MB together."""
    part = b" " * 9_000_000
    return workbook(parts={f"xl/worksheets/extra{n}.xml": part for n in range(67)})


def lying_size():
    """The directory says 1 KB; unpacked it is 50 MB."""
    data = bytearray(inflated(50))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        if b"sheet1.xml" in data[start : start + 100]:
            data[start + 24 : start + 28] = (1024).to_bytes(4, "little")
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def claims_the_whole_sheet():
    return workbook(f'<row r="1">{cell("A1", "文")}</row>', before='<dimension ref="A1:XFD1048576"/>')


def two_far_cells():
    body = f'<row r="1">{cell("A1", "文")}</row><row r="1048576">{cell("XFD1048576", "文")}</row>'
    return workbook(body)


def two_cells_far_within_the_limits():
    body = f'<row r="1">{cell("A1", "文")}</row><row r="399999">{cell("GR399999", "文")}</row>'
    return workbook(body)


def repeated_long_text():
    """One text of 32,000 characters that 60,000 cells point to: 5.8 GB."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 60_001))
    return workbook(cells, strings=f"<si><t>{'长' * 32_000}</t></si>")


def too_many_rows():
    return workbook("<row/>" * 400_001)


def one_endless_row():
    return workbook(f"<row>{'<c><v>1</v></c>' * 300_000}</row>")


def too_many_columns():
    return workbook(f'<row r="1">{cell("A1", "文")}{cell("GS1", "文")}</row>')


def too_many_sheets():
    return workbook(sheets=101)


def too_many_members():
    return workbook(parts={f"xl/media/{n}.png": b"" for n in range(1_000)})


def too_many_merged():
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_002))
    return workbook(f'<row r="1">{cell("A1", "文")}</row>', after=f"<mergeCells>{ranges}</mergeCells>")


def cut_off():
    return workbook(f'<row r="1">{cell("A1", "文")}</row>')[:-40]


def not_xml():
    return workbook(parts={"xl/worksheets/sheet1.xml": f"{DECLARATION}<worksheet><sheetData><row><c></row>"})


def sheet_outside_the_folder():
    links = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Target="../../etc/passwd"/></Relationships>'
    return workbook(parts={"xl/_rels/workbook.xml.rels": links})


def picture():
    return b"\x89PNG\r\n\x1a\n" + bytes(512)


def endless_line():
    return b"a," * 5_000_000


def endless_record():
    """A million columns, with a line break in every one, so that no line is long."""
    return b'"\n",' * 1_000_000


def open_quote():
    return b'a,"' + b"b\n" * 100_000


def nul_bytes():
    return "发文字号,标题\n".encode() + bytes(64) + b"\n"


def wide_text():
    return b"a,b\n" + b"1," * 1_000 + b"1\n"


def endless_rows():
    return b"a,b\n" * 400_001


def no_encoding():
    return "发文字号,标题\n".encode() + b"\xff\xfe\xff\x81\n"


# what the file is called, and the code of its refusal
HOSTILE = {
    old_excel: ("发文.xls", "xls"),
    encrypted: ("发文.xlsx", "encrypted"),
    locked_by_office_program: ("发文.xlsx", "encrypted"),
    web_page: ("发文.xls", "html"),
    with_macros: ("发文.xlsx", "macro"),
    with_old_macros: ("发文.xlsx", "macro"),
    with_links: ("发文.xlsx", "external_links"),
    with_connections: ("发文.xlsx", "external_links"),
    open_document: ("发文.ods", "xls"),
    text_document: ("发文.xlsx", "not_a_sheet"),
    archive_with_password: ("发文.xlsx", "encrypted"),
    laughs_in_sheet: ("发文.xlsx", "xml"),
    laughs_in_strings: ("发文.xlsx", "xml"),
    laughs_in_list_of_sheets: ("发文.xlsx", "xml"),
    laughs_behind_a_long_comment: ("发文.xlsx", "xml"),
    laughs_behind_many_comments: ("发文.xlsx", "xml"),
    laughs_in_utf16: ("发文.xlsx", "xml"),
    bomb: ("发文.xlsx", "bomb"),
    many_bombs: ("发文.xlsx", "bomb"),
    lying_size: ("发文.xlsx", "damaged"),
    claims_the_whole_sheet: ("发文.xlsx", "dimension"),
    two_far_cells: ("发文.xlsx", "memory"),
    two_cells_far_within_the_limits: ("发文.xlsx", "memory"),
    repeated_long_text: ("发文.xlsx", "memory"),
    too_many_rows: ("发文.xlsx", "too_many_rows"),
    one_endless_row: ("发文.xlsx", "too_many_columns"),
    too_many_columns: ("发文.xlsx", "too_many_columns"),
    too_many_sheets: ("发文.xlsx", "too_many_sheets"),
    too_many_members: ("发文.xlsx", "too_many_members"),
    too_many_merged: ("发文.xlsx", "too_many_merged"),
    cut_off: ("发文.xlsx", "damaged"),
    not_xml: ("发文.xlsx", "damaged"),
    sheet_outside_the_folder: ("发文.xlsx", "damaged"),
    picture: ("发文.png", "not_a_sheet"),
    endless_line: ("发文.csv", "long_line"),
    endless_record: ("发文.csv", "long_line"),
    open_quote: ("发文.csv", "csv"),
    nul_bytes: ("发文.csv", "nul"),
    wide_text: ("发文.csv", "too_many_columns"),
    endless_rows: ("发文.csv", "too_many_rows"),
    no_encoding: ("发文.csv", "encoding"),
}
