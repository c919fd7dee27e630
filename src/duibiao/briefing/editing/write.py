"""Writing ``brief.toml``: what an editor typed stays as it is, to the last comment."""

from __future__ import annotations

from duibiao.briefing.editing.sheet import Edits
from duibiao.briefing.model import Brief, Chapter

HEAD = """\
# 编辑单：{title}
# 改好后保存，再运行一次同样的 duibiao brief 命令，改动就用上了；以后再运行也会保留。
# “#”后面是说明，不起作用。文字放在引号里；几行的文字前后各用三个引号。
# 您写的标题和按语在成稿里标明是编者写的；其中的数字若在来源里找不到，会提醒您，也会标在成稿里。

[brief]
report = "{sha256}"   # 属于哪份报告，不要改
place = "{adcode}"   # 属于哪个地方，不要改
title = ""   # 另拟总标题；空着就用“{headline}”
intro = ""   # 放在最前面的编者按
order = "auto"   # "auto" 按软件排的次序；"file" 按下面各章的先后（把整块 [[chapter]] 上下挪动）

# 每章一块：
#   keep        改成 false，这一章不要
#   title       另拟章题
#   intro       这一章的编者按
#   merge_into  填另一章的 id，并到那一章后面
#   pin         把本地材料的一句放到这一章，写成 ["文件名：句子里的几个字"]
#   unpin       把一句从这一章拿掉，写法一样
# 要配照片，每张加一块 [[photograph]]：
#   file = "照片/开工.jpg"   相对于这个文件的位置
#   chapter = ""             填一章的 id；空着放在最前面
#   caption = ""             说明：谁、在哪、做什么；credit = "张三 摄"
#   crop = "10 0 10 0"       左、上、右、下各裁去百分之几；不裁就不写
"""
BLOCK = """
[[chapter]]
id = "{id}"   # 不要改
about = {about}   # 软件起的章题，给您认的，改了不起作用
keep = true
title = ""
intro = ""
merge_into = ""
pin = []
unpin = []
"""
ADDED = "\n# 下面是这次新出现的章\n"
WAITING = "\n# ---- 有关、但手头没有材料的内容 ----\n"


def write_edits(chapters: tuple[Chapter, ...], brief: Brief, headline: str, edits: Edits | None) -> str:
    """The file's text. ``chapters``: all before the edits. Nothing edited yet: written anew; else the file as
    it is, with blocks for new chapters at its end."""
    if edits is None or not edits.changes:
        return _fresh(chapters, brief, headline)
    listed = {edit.id for edit in edits.chapters}
    new = [c for c in chapters if not listed & {c.id, *c.ids}]
    return edits.text.rstrip("\n") + "\n" + (ADDED + "".join(map(_block, new)) if new else "")


def _fresh(chapters: tuple[Chapter, ...], brief: Brief, headline: str) -> str:
    heading = brief.heading
    head = HEAD.format(title=headline, sha256=heading.sha256, adcode=heading.adcode, headline=headline)
    answered = [c for c in chapters if c.evidence]
    waiting = [c for c in chapters if not c.evidence]
    blocks = "".join(map(_block, answered))
    return head + blocks + (WAITING + "".join(map(_block, waiting)) if waiting else "")


def _block(chapter: Chapter) -> str:
    return BLOCK.format(id=chapter.id, about=_quoted(chapter.title))


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
