"""Whose approval a text in the column 审批人 is."""

from __future__ import annotations

import re
import unicodedata

from meetings.models.kinds import ApproverKind, MeetingClass

_OWN = re.compile(
    r"本(?:厅|局|委|办|单位|部门|系统)|厅长|局长|处长|科长|主任委员|部务会|厅务会|局务会|委务会"
    r"|(?:^|[厅局委办部院])党组|(?:厅|局|处|主任)(?:长)?办公会"
)
_BODY = re.compile(
    r"常委会|常务会|全会|全体会议|(?:省|市|县)长办公会|(?:省|市|县)委(?:省|市|县)政府"
    r"|(?:党委|(?:省|市|县)委|政府)(?:$|批|审|研|同意|决定|会议|专题)"
)
_PRINCIPAL = re.compile(r"主要领导|主要负责同志|(?<!副)书记|(?<![副厅局处科])(?:省|市|县)长(?!助理|办公会)")
# a head of government or party whose title begins with 副 is a leader in charge
_DEPUTY = re.compile(r"副(?:省|市|县)长|副书记|分管|秘书长|常委(?!会)")


def approver_kind(text: str) -> str:
    """committee or government, their heads, a leader in charge, or the unit itself; "" for nothing.

    A text that says none of this, such as a person's name, is taken for the leader in charge.
    """
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return ""
    if _DEPUTY.search(plain):
        return ApproverKind.LEADER
    if _OWN.search(plain):
        return ApproverKind.OWN
    if _BODY.search(plain):
        return ApproverKind.BODY
    if _PRINCIPAL.search(plain):
        return ApproverKind.PRINCIPAL
    return ApproverKind.LEADER


# who may let a meeting be held at all, and who one of the upper classes
ANYBODY = (ApproverKind.BODY, ApproverKind.PRINCIPAL, ApproverKind.LEADER)
UPPER = (ApproverKind.BODY, ApproverKind.PRINCIPAL)
UPPER_CLASSES = (MeetingClass.ONE, MeetingClass.TWO)
