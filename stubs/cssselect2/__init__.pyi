"""What documents use of cssselect2, which matches rules of style and has no types of its own."""

class CompiledSelector: ...

class Payload:
    """What the library hangs on a rule: its declarations, which only the library reads."""

class Matcher:
    def add_selector(self, selector: CompiledSelector, payload: Payload) -> None: ...
