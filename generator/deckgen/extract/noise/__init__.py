"""Rules for what is no material: each leaves blocks out on purpose, with the reason."""
