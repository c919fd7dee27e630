"""Running the site: the first look has the bundled example in it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from duibiao.errors import JobError, system_words
from duibiao.ledger.store.engine import is_file
from duibiao.site.app import create_app
from duibiao.site.keeping.settling import modest, settle, warm
from duibiao.site.publishing import publish_example
from duibiao.site.settings import Settings
from duibiao.site.state import Site

END_SECONDS = 5
"""For so long answers that are under way are waited for when the server ends: a stream could last minutes."""
Told = Callable[[str], object]


def serve(settings: Settings, host: str, port: int, *, told: Told) -> None:
    """Serve until interrupted. Raises ``StoreError``, ``JobError`` where nobody can listen."""
    _try(host, port)
    path = is_file(settings.ledger)
    fresh = path is not None and not path.exists()
    if not settings.base_url and port:
        settings = replace(settings, address=f"http://{host}:{port}")
    modest()
    app = create_app(settings)
    if fresh:
        told("新账本：正在收入示例报告和材料，发布示例简报……")
        publish_example(app.state.site)
    app.state.site.look()
    if waiting := app.state.site.reading:
        told(f"{waiting} 份文件的名称和项目还没有读，边服务边读")
    if not app.state.desk.people.all():
        told("编辑台还没有账号：用 duibiao user add 账号 --role chief 开一个")
    _warm(app.state.site)
    told(f"对标站点：http://{host}:{port}/  （Ctrl+C 结束）")
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        access_log=False,
        timeout_graceful_shutdown=END_SECONDS,
    )


def _try(host: str, port: int) -> None:
    """Whether the address is free, before anything is made: the server would tell it late and in English."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(address)
    except socket.gaierror as error:
        raise JobError("不认识这个地址", where=host, hint="请检查 --host") from error
    except OSError as error:
        what, hint = f"不能监听：{system_words(error)}", "请用 --port 换一个端口"
        raise JobError(what, where=f"{host}:{port}", hint=hint) from error


def _warm(site: Site) -> None:
    """The first reader waits no longer than others."""
    newest = [f"/articles/{card.slug}" for card in site.articles.latest(1)]
    warm(site, ("/", "/search?q=发展", *newest))
    settle()
