"""Every word of the pages for signing in, in Chinese and in English."""

from __future__ import annotations

from matcher.model.text import Text
from matcher.register.passwords import LONGEST, SHORTEST

PRODUCT = Text("地企匹配", "Sites for enterprises")
OTHER_LANGUAGE = Text("English", "中文")
TO_APP = Text("不登录，回到找地", "Go on without signing in")
BACK = Text("返回", "Back")
LOGIN = Text("登录名", "Login")
PASSWORD = Text("密码", "Password")

SIGN_IN = Text("登录", "Sign in")
SIGN_IN_LEAD = Text(
    "招商人员和有账号的企业在这里登录；找地不用登录。", "For the office, and for enterprises with an account. Finding sites needs none."
)
SIGN_IN_WRONG = Text(
    "登录名或密码不对，或者错了太多次暂时不能登录。请核对后过几分钟再试；忘记密码请找管理员。",
    "Login or password is wrong, or there were too many tries for now. Check both and try again in a few minutes; if you forgot it, ask an administrator.",
)
NO_ADMINISTRATOR = Text(
    "还没有管理员。第一次使用，请先用开通码建立。", "There is no administrator yet. At the first start, make one with the one-time code."
)
FIRST_LINK = Text("用开通码建立管理员", "Make the first administrator")

SIGN_OUT = Text("退出", "Sign out")
SIGN_OUT_LEAD = Text("现在登录的是{name}。", "You are signed in as {name}.")
SIGN_OUT_HERE = Text("退出这个浏览器", "Sign out of this browser")
SIGN_OUT_EVERYWHERE = Text("在所有设备上退出", "Sign out everywhere")
SIGNED_OUT = Text("现在没有登录。", "You are not signed in.")

PASSWORD_TITLE = Text("修改密码", "Change the password")
PASSWORD_ONCE = Text(
    "现在的密码是管理员设的，只能用一次。请设一个只有您知道的密码。",
    "Your password was set by an administrator and works once. Set one that only you know.",
)
PASSWORD_ENDS = Text("改好以后，其他设备上的登录都会退出。", "All other devices are signed out then.")
PASSWORD_OLD = Text("现在的密码", "Present password")
PASSWORD_NEW = Text("新密码", "New password")
PASSWORD_AGAIN = Text("再输一遍新密码", "New password again")
PASSWORD_RULE = Text(
    f"{SHORTEST} 到 {LONGEST} 个字符，不限种类；一句好记的话最好。",
    f"{SHORTEST} to {LONGEST} characters of any kind; a sentence you remember does best.",
)
PASSWORD_UNLIKE = Text("两遍新密码不一样，请重新输入。", "The two new passwords differ; write them again.")
PASSWORD_SAVE = Text("保存", "Save")

FIRST_TITLE = Text("建立第一个管理员", "The first administrator")
FIRST_LEAD = Text(
    "开通码印在启动程序的窗口里，24 小时内有效，只能用一次。",
    "The one-time code stands in the window in which the program was started; it holds for 24 hours.",
)
FIRST_DONE = Text("已经有管理员了，请直接登录。", "There is an administrator already; please sign in.")
FIRST_CODE = Text("开通码", "One-time code")
FIRST_NAME = Text("姓名", "Name")
FIRST_MAKE = Text("建立并登录", "Make it and sign in")

STALE = Text(
    "这一页放得太久，或不是从这里打开的，没有提交。请再填一次。",
    "This page was open too long, or came from elsewhere; nothing was sent. Please fill it in again.",
)
TOO_MUCH = Text("内容太长，没有提交。", "That is too long; nothing was sent.")
WAIT = Text("试得太多，请在 {n} 秒后再试。", "Too many tries; please wait {n} seconds.")
AWAY = Text(
    "登记库暂不可用，现在不能登录。找地不受影响。", "The register is not to be had, so nobody can sign in now. Finding sites goes on."
)

CONSOLE_CODE = Text(
    "第一次使用：打开 {address}，输入开通码 {code}（24 小时内有效，只能用一次）",
    "First start: open {address} and enter the one-time code {code} (holds for 24 hours, works once)",
)
"""Printed on the console, where both languages stand."""
