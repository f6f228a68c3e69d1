"""Why a file is not read, in sentences that say what to do about it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("文件是空的，请重新选择文件。"),
    "too_large": _("文件有 %(size)s MB，超过上限 %(limit)s MB；请按月或按单位分成几个文件再导入。"),
    "xls": _("不能读取 .xls、.et、.ods 等格式的表格；请在 WPS 或 Excel 中打开，另存为 .xlsx 后再导入。"),
    "html": _("这个文件其实是网页（很多系统导出的“.xls”都是如此）；请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"),
    "encrypted": _("文件设有打开密码或被加密软件加密；请取消密码（解密）后另存为 .xlsx 再导入。"),
    "macro": _("文件含有宏，不予读取；请另存为不含宏的 .xlsx 后再导入。"),
    "external_links": _("文件链接到别的工作簿或数据源，不予读取；请把这些单元格“选择性粘贴”为数值，断开链接后再导入。"),
    "not_a_sheet": _("这不是表格文件；请提供 .xlsx，或用逗号分隔的 .csv。"),
    "damaged": _("文件损坏，或内容与扩展名不符；请在 WPS 或 Excel 中打开，另存为 .xlsx 后再导入。"),
    "xml": _("文件里有不允许的内容（自定义 XML 实体或编码）；请在 WPS 或 Excel 中打开，另存为 .xlsx 后再导入。"),
    "bomb": _("文件展开后远远大于它本身，不予读取；请在 WPS 或 Excel 中打开，只留下表格，另存为 .xlsx 后再导入。"),
    "too_many_members": _("文件内部有 %(count)s 个部件，超过上限 %(limit)s 个；请删去图片等附带内容后再导入。"),
    "too_many_sheets": _("文件有 %(count)s 个工作表，超过上限 %(limit)s 个；请分成几个文件再导入。"),
    "dimension": _("工作表声明的范围是 %(range)s，超过上限；请删除表格以外的空行空列，另存后再导入。"),
    "too_many_rows": _(
        "表格（含空行）有 %(count)s 行，超过上限 %(limit)s 行；请删除多余的空行，或按月、按单位分成几个文件再导入。"
    ),
    "too_many_columns": _("表格有 %(count)s 列，超过上限 %(limit)s 列；请删除表格右侧的多余列后再导入。"),
    "too_many_merged": _("工作表有 %(count)s 处合并单元格，超过上限 %(limit)s 处；请取消合并后再导入。"),
    "long_line": _(
        "第 %(row)s 行太长（超过 %(limit)s 个字符），不像是一行数据；请检查文件是否用逗号分隔、引号是否成对。"
    ),
    "nul": _("文本文件里有空字符，不是文字内容；请在 WPS 或 Excel 中打开，另存为 .xlsx 后再导入。"),
    "encoding": _("文件的文字编码不是 UTF-8，也不是 GB18030；请另存为“CSV UTF-8”或 .xlsx 后再导入。"),
    "csv": _("第 %(row)s 行附近不符合 CSV 格式；请检查引号是否成对，或另存为 .xlsx 后再导入。"),
    "memory": _("文件展开后太大，超出读取时允许的内存；请删除表格以外的空行空列，或分成几个文件再导入。"),
    "time": _("读取文件超过了允许的时间；请分成几个文件再导入。"),
}


class Unreadable(Exception):
    """The whole file is refused. `code` is a key of SENTENCES, `message` the sentence in the reader's language."""

    def __init__(self, code: str, **figures: object) -> None:
        self.code = code
        self.message = str(SENTENCES[code]) % figures
        super().__init__(self.message)
