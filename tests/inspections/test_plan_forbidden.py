"""Demands for traces, found and struck out of what is written (measure 17)."""

import pytest

from inspections.planning.forbidden import KINDS, demanded, pieces, strike

ONE_OF_EACH = {
    "领导批示": "领导批示件",
    "开会发文": "会议记录",
    "台账记录": "工作台账",
    "工作笔记": "民情日记",
    "微信截图": "手机截图",
    "App上传": "APP打卡",
    "照片": "现场照片",
    "录制视频": "录像",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_of_the_eight_kinds_is_found(kind):
    assert [one.kind for one in demanded(ONE_OF_EACH[kind])] == [kind]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("工作总结、台账、微信截图", "工作总结"),
        ("汇报材料和相关台账", "汇报材料"),
        ("和谐社区材料和台账", "和谐社区材料"),
        ("提供领导批示、会议记录；2018年统计报表", "2018年统计报表"),
        ("听取汇报，查阅台账，入户走访", "听取汇报，入户走访"),
        ("请提供照片等材料", ""),
        ("工作方案及照片、录像", "工作方案"),
    ],
)
def test_only_what_is_forbidden_is_struck(written, left):
    assert strike(written)[0] == left


@pytest.mark.parametrize(
    "allowed", ["", "年度总结", "不查台账、截图，只听汇报", "一律不要台账。自查报告", "视频连线安排"]
)
def test_what_may_be_asked_for_stays_as_written(allowed):
    assert strike(allowed) == (allowed, [])


def test_a_refusal_ends_with_its_clause():
    assert strike("不要截图，另报台账") == ("不要截图", strike("另报台账")[1])


def test_the_pieces_are_the_whole_text():
    text = "请提供工作总结、台账和照片；不要录像。2018年报表，\n截图"
    assert "".join(piece.text for piece in pieces(text)) == text


def test_a_text_struck_once_has_nothing_left_to_strike():
    left, _struck = strike("台账、照片和汇报材料，以及截图；提供录像")
    assert strike(left) == (left, [])
