"""Pages and characters of one file, counted in a child process that a hostile file can only end.

`child` is the process, `pdf`, `ofd` and `docx` count; none of them knows settings or a database.
"""
