"""The rules, each written once, over columns with a low and a high end, its sentences beside it."""
