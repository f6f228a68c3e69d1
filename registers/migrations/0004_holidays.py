"""Statutory holidays and make-up working days of 2018–2026, as the State Council announced them each year."""

import chinese_calendar.constants as announced
from django.db import migrations

YEARS = range(2018, 2027)
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}


def seed(apps, schema_editor):
    Holiday = apps.get_model("registers", "Holiday")
    rows = [
        Holiday(day=day, name=NAMES.get(name, name), works=works)
        for days, works in ((announced.holidays, False), (announced.workdays, True))
        for day, name in days.items()
        if day.year in YEARS
    ]
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("registers", "0003_append_only")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
