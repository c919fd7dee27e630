"""A brief as an article for the WeChat public-account editor: styles on the elements, nothing else."""

from duibiao.briefing.render.wechat.article import image, images, is_article, render_wechat
from duibiao.briefing.render.wechat.narrow import narrow

__all__ = ["image", "images", "is_article", "narrow", "render_wechat"]
