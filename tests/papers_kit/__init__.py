"""Draws the first version of every template of a paper: `python -m tests.papers_kit`.

The .docx files in `processes/…/papers` are the truth; whoever wants another wording changes them in Word. This kit made
them once, and makes a new one of the same layout when a paper is added. It writes only files that are not there yet.
"""
