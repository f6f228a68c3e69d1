"""From a sheet as an office has it to records of a register: place, sift, parse, derive, match, preview, save."""
