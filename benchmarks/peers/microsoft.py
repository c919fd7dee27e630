"""Microsoft's recognizers, number-with-unit and date-time: JSON list of texts in, spans and seconds out."""

import json
import sys
import time

from ms_recognizers_date_time import DateTimeRecognizer
from ms_recognizers_number_with_unit import NumberWithUnitRecognizer
from ms_recognizers_text import Culture

texts = json.load(sys.stdin)
units = NumberWithUnitRecognizer(Culture.Chinese)
quantity_models = [
    units.get_currency_model(),
    units.get_dimension_model(),
    units.get_age_model(),
    units.get_temperature_model(),
]
time_model = DateTimeRecognizer(Culture.Chinese).get_datetime_model()
for model in [*quantity_models, time_model]:
    model.parse("投资5亿元，2023年增长3%。")
start = time.process_time()
found = []
for text in texts:
    found.append([[r.start, r.end + 1] for model in quantity_models for r in model.parse(text) if r.text])
    time_model.parse(text)
json.dump({"seconds": time.process_time() - start, "found": found}, sys.stdout)
