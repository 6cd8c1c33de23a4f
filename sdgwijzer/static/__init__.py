"""The dashboard as static pages: any web server or object store serves them, without Python.

`addresses.py` says where the page of a link stands, `rewriting.py` writes the links of a page
anew, `whole_pages.py` makes each page, `parts.py` what stands beside them, `folder.py` the folder.
"""

from sdgwijzer.static.folder import Asked, Written, write

__all__ = ["Asked", "Written", "write"]
