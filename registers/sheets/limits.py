"""How large a file may be, and why; nothing here imports anything, so that the child starts at once."""

MEBIBYTE = 1024 * 1024

# Uploads. A register of 300,000 rows x 8 columns is a file of 12 MB; four times that holds a province's year.
MAX_UPLOAD = 50 * MEBIBYTE
# Parts of a workbook: one a sheet and about ten more; pictures pasted into cells are parts as well.
MAX_MEMBERS = 1_000
# All parts unpacked. 300,000 rows x 8 columns unpack to 130 MB.
MAX_EXPANDED = 500 * MEBIBYTE
# How far one part may be compressed. Real sheets reach 12 to 60; deflate itself ends at 1,032, where bombs are.
MAX_RATIO = 200
# A small part may compress better than that by chance; it harms nobody.
RATIO_COUNTS_FROM = 10 * MEBIBYTE
# Rows of all sheets together: the year of a province is about 300,000 documents.
MAX_ROWS = 400_000
# The widest register has 25 columns, the widest real table found 60.
MAX_COLUMNS = 200
# Rows x columns that a sheet may claim: 400,000 rows of the widest usual sheet (20 columns).
MAX_CELLS = 8_000_000
# One sheet a month, with room to spare.
MAX_SHEETS = 100
# Merged ranges of one sheet; merging by groups of three over 300,000 rows reaches this.
MAX_MERGED = 100_000
# Characters of one line of a CSV file: 200 columns of 5,000 characters.
MAX_LINE = 1_000_000
# Bytes that an XML part may spend before its root element: a declaration and a comment.
MAX_PROLOG = 4_096
# The list of sheets and the list of their parts; a hundred sheets take 20 KB.
MAX_LIST = 4 * MEBIBYTE

# Address space of the child: the interpreter with what it maps, and eight times the unpacked size. Usual sheets
# take 2.5 times; a shared text that thousands of cells repeat would take hundreds of times and ends the child.
BASE_MEMORY = 160 * MEBIBYTE
MEMORY_PER_BYTE = 8
MAX_MEMORY = 1_536 * MEBIBYTE
# Seconds of computing: 400,000 rows take about 4.
MAX_CPU_SECONDS = 60
# Seconds on the clock, for machines that do many things at once.
MAX_WALL_SECONDS = 120


def memory(unpacked: int) -> int:
    """Bytes of address space that reading `unpacked` bytes may take."""
    return min(BASE_MEMORY + MEMORY_PER_BYTE * unpacked, MAX_MEMORY)
