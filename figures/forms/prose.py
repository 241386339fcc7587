"""Forms whose words an audience reads: small numbers of children in them are doubted."""

from figures.queries.audiences import highest_threshold
from web.forms import PageForm


class ProseForm(PageForm):
    """What is typed here is printed in a report, or stands on a page that members read."""

    def counts_most(self) -> int:
        return highest_threshold(self.writer)
