"""The kind of an item by its name, where no plan and no column says it."""

import re

from inspections.models.words import InspectionKind

# the first that is found decides: 督查 in 督查考核, 考核 in 考核检查
_WORDS = (
    (InspectionKind.SUPERVISION, re.compile(r"督查|督导|督办|巡查")),
    (InspectionKind.ASSESSMENT, re.compile(r"考核|考评|测评|评估|验收|评比")),
    (InspectionKind.INSPECTION, re.compile(r"检查|抽查|核查|排查|普查|复查|暗访")),
    (InspectionKind.RESEARCH, re.compile(r"调研|业务指导|指导|走访|座谈|考察|学习")),
)
_COMPREHENSIVE = re.compile(r"综合(?:性)?(?:大)?(?:督查|督导|检查|考核|考评|督检考)|(?:督查|检查|考核).{0,4}综合")


def kind_of(name: str) -> str:
    """督查, 检查, 考核 or 调研 (业务指导 among it) by the words of the name; "" where none is there."""
    return next((kind.value for kind, words in _WORDS if words.search(name)), "")


def comprehensive(name: str) -> bool:
    """Whether the name calls itself 综合督查, 综合检查 or 综合考核."""
    return bool(_COMPREHENSIVE.search(name))
