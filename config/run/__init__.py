"""`python -m config.run`: the whole site on one machine, its processes started, watched and stopped together."""
