"""When the schedule ticks.

What must run once a period is tried again and again and runs once (registers/schedule.py): a tick that a
broker or a worker loses costs minutes, and a server that was off at night catches up in the morning.
"""

from celery.schedules import crontab

SCHEDULE = {
    "judge every year, from 01:30": {
        "task": "measures.tasks.judge_nightly",
        "schedule": crontab(minute="30-59/10", hour="1"),
    },
    "judge every year, if the night was missed": {
        "task": "measures.tasks.judge_nightly",
        "schedule": crontab(minute="*/10", hour="2-23"),
    },
    "draft the new year's targets, in January": {
        "task": "measures.tasks.draft_targets",
        "schedule": crontab(minute="*/10", month_of_year="1"),
    },
    "escalate overdue flags": {
        "task": "measures.tasks.escalate_flags",
        "schedule": crontab(minute="5-59/10", hour="6-23"),
    },
    "let meetings of the plan lapse that passed": {
        "task": "meetings.tasks.settle_plans",
        "schedule": crontab(minute="5-59/10"),
    },
    "three working days of silence are consent to a merger": {
        "task": "inspections.tasks.count_silence",
        "schedule": crontab(minute="25", hour="6-23"),
    },
    "tell departments that counties spoke, from the 15th": {
        "task": "inspections.tasks.tell_departments",
        "schedule": crontab(minute="25", hour="6-22"),
    },
    "remind of limits that end soon": {
        "task": "accountability.tasks.remind_of_limits",
        "schedule": crontab(minute="5-59/10", hour="7-23"),
    },
    "delete tips 90 days after closing": {
        "task": "accountability.tasks.forget_closed_tips",
        "schedule": crontab(minute="25-59/10"),
    },
    "clear imports that nobody confirmed": {
        "task": "registers.tasks.clear_stale_imports",
        "schedule": crontab(minute="15"),
    },
    "clear finished jobs": {
        "task": "registers.tasks.clear_finished_jobs",
        "schedule": crontab(minute="45", hour="3"),
    },
}
