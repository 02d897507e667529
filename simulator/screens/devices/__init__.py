"""Meet your devices: press, scan and print before it counts."""
