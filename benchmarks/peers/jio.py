"""JioNLP: money for spans; seconds of its time extractor alone."""

import contextlib
import io
import json
import sys
import time

with contextlib.redirect_stdout(io.StringIO()):
    import jionlp

texts = json.load(sys.stdin)
jionlp.ner.extract_time("2023年前三季度", time_base=0)
start = time.process_time()
for text in texts:
    jionlp.ner.extract_time(text, time_base=0)
seconds = time.process_time() - start
found = [[m["offset"] for m in jionlp.ner.extract_money(text)] for text in texts]
json.dump({"seconds": seconds, "found": found}, sys.stdout)
