"""The inspiratienota: what a workroom left behind → a document, in any format.

The same `werkruimte.json` gives the same note.
"""

from sdgwijzer.content import Heading
from sdgwijzer.report.chapters import Chapter
from sdgwijzer.report.priorities import Listed, Room
from sdgwijzer.report.tree import Report
from sdgwijzer.texts import note as texts
from sdgwijzer.texts import report as texts_of_report
from sdgwijzer.workroom.document import Document

FORMATS = ("docx", "pdf", "html", "pptx")
"""In which a note can be written."""


def note(document: Document) -> Report:
    """The whole note.

    Args:
        document: of a room, from `bespreken`.
    """
    listed = Listed()
    chapters = tuple(Room(document, listed.add).chapters())
    sources = listed.listed()
    last = Chapter("bronnen", (Heading(texts_of_report.SOURCES, 1, anchor="bronnen"), *sources))
    room = document.room
    return Report(
        title=texts.TITLE,
        place=room.place,
        question=room.question,
        facts=f"{room.title}, {texts.days(room.first_day, room.last_day)}",
        status=texts.STATUS,
        left_out="",
        chapters=(*chapters, last),
        sources=sources,
        made=f"{texts.WORKROOM} {room.ref}",
    )
