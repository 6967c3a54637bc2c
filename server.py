"""The app with the server around it: signing in, the headers of every answer, and the first administrator's code on the console.

`python tasks.py app` starts it. `streamlit run app.py` starts the app alone, for visitors only.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from matcher.catalog.issues import Refused
from matcher.register.first_code import first_code
from matcher.register.register import Register
from signin import words
from signin.at_once import send_at_once
from signin.from_memory import FromMemory
from signin.headers import Headers
from signin.routes import Door
from views import map_base, map_files, map_tiles, visit
from views.words import WORDS

BASE = f"/{path}" if (path := (config.get_option("server.baseUrlPath") or "").strip("/")) else ""
register = Register()


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepares the register; where that fails visitors can still look, and the page says what is wrong."""
    send_at_once(asyncio.get_running_loop())
    try:
        register.prepare()
        if code := first_code(register):
            host = config.get_option("server.address") or "127.0.0.1"
            host = "127.0.0.1" if host == "0.0.0.0" else host
            said = words.CONSOLE_CODE.fill(address=f"http://{host}:{config.get_option('server.port')}{BASE}/auth/first", code=code)
            print(f"{said.en}\n{said.zh}", flush=True)
        if map_tiles.malformed():
            print(f"{WORDS['map_office_key'].en}\n{WORDS['map_office_key'].zh}", flush=True)
    except Refused as refusal:
        print("\n".join(f"{issue.told('en')} / {issue.told('zh')}" for issue in refusal.issues), flush=True)
    yield
    register.close()


visit.with_doors()
doors = [*Door(register, BASE).routes(), *map_base.routes(BASE)]
around = [
    Middleware(Headers, base=BASE, pictures=map_tiles.hosts(), ahead={map_files.FRAME: map_files.ahead()}),
    Middleware(FromMemory, base=BASE),
]
app = st.App("app.py", routes=doors, middleware=around, lifespan=lifespan)
