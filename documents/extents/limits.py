"""How large a dropped file may be, and why."""

MEBIBYTE = 1024 * 1024

# a scanned document of 60 pages is about 15 MB
MAX_UPLOAD = 20 * MEBIBYTE
# no document of a party or government organ comes near
MAX_PAGES = 3_000
# parts of an OFD or DOCX: a page each, its resources, fonts, seals
MAX_MEMBERS = 4_000
# all parts unpacked; pictures and fonts are never unpacked here
MAX_EXPANDED = 200 * MEBIBYTE
# XML that is really read
MAX_XML = 24 * MEBIBYTE
MAX_RATIO = 200
# a small part may compress better than that by chance
RATIO_COUNTS_FROM = 1 * MEBIBYTE

# address space of the child: the interpreter with its libraries takes 110 MB of it
MAX_MEMORY = 320 * MEBIBYTE
# a hostile file is refused within 3 seconds of the processor
MAX_CPU_SECONDS = 2
# a person waits for the answer; a busy machine gets longer, so that it never blames an honest file
MAX_WALL_SECONDS = 10
