"""Makers of small files, harmless and hostile."""

import io
import zipfile

import docx
from pypdf import PdfWriter

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def pdf(pages, *, password=""):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_of_text(text):
    """One page that says `text` (ASCII)."""
    stream = f"BT /F1 12 Tf 10 10 Td ({text}) Tj ET".encode()
    return raw_pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>\nstream\n{stream.decode()}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )


def raw_pdf(*objects):
    """A PDF of these objects, numbered from 1, the first its root, with a right cross-reference table."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in members.items():
            opened.writestr(name, text)
    return file.getvalue()


def ofd(*pages, root="OFD.xml", document=None):
    """An OFD whose pages say these texts."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        root: f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": document or f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, text in enumerate(pages):
        content = f"<ofd:Page {OFD}><ofd:TextObject><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject></ofd:Page>"
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = content
    return zipped(members)


def word(*paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
