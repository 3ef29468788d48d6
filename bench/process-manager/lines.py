"""Writes a million numbered lines of 100 bytes as fast as they are taken, and says in a file when it began."""
import os
import time

filling = b"x" * 91
data = b"".join(b"%07d %s\n" % (i, filling) for i in range(1, 1_000_001))
with open(os.environ["MARKER"], "w") as marker:
    marker.write(repr(time.time()))
at = 0
while at < len(data):
    at += os.write(1, data[at : at + 65536])
time.sleep(100_000)
