"""What is derived for planned meetings and meetings held, as pure rules on plain values: no database, no clock."""

# derived fields of a meeting held: a sheet or a person may state each of them, and then it stands
DERIVED = ("minutes", "province_wide", "approver_kind", "counted", "uncounted_reason")
