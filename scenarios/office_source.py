"""`office:` as authors write it: what lies on the manager's desk and what reaches it, a section a room."""

from scenarios.office_papers import PaperedShape
from scenarios.office_requests import RequestShape
from scenarios.people import TimeSpan
from scenarios.shapes import Id
from scenarios.specs.office import OfficeSpec
from scenarios.specs.spans import Span


class OfficeShape(PaperedShape):
    """The whole section."""

    tills_answer_after: TimeSpan = Span(15_000, 30_000)
    requests: dict[Id, RequestShape] = {}

    def spec(self) -> OfficeSpec:
        return OfficeSpec(
            requests=tuple(request.spec(id) for id, request in self.requests.items()),
            answers=self.tills_answer_after,
            **self._papered(),
        )
