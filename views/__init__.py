"""The pages. One file a page or a part of one; texts in words.py, HTML through html.py, maps through map.py."""
