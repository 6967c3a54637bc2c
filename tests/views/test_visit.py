"""What a session remembers belongs to one identity: with another, or another role, it is empty."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from matcher.register.who import Who
    from views import visit

    asked = st.query_params.get("who", "")
    account, _, role = asked.partition("/")
    visit._bound(Who(account, account, role or "public"))  # type: ignore[arg-type]
    st.text_input("typed", key="typed")
    st.session_state.setdefault("kept", asked)
    st.text(f"{st.session_state['kept']}|{st.session_state['typed']}")


def test_another_identity_finds_nothing_of_the_one_before() -> None:
    at = AppTest.from_function(script)
    at.query_params["who"] = "chen/staff"
    at.run()
    at.text_input(key="typed").set_value("of chen").run()
    assert at.text[0].value == "chen/staff|of chen"
    for other in ("", "firm/enterprise", "chen/enterprise"):
        at.query_params["who"] = other
        at.run()
        assert at.text[0].value == f"{other}|"
    at.run()
    assert at.text[0].value == "chen/enterprise|"
