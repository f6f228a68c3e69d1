"""Settings for a process that reads sheets and does nothing else."""

USE_TZ = True
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
