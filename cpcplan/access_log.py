"""What gunicorn writes of each request: who, what, how it went; no secret of an address."""

from typing import Any

from gunicorn.glogging import Logger

from cpcplan.log_paths import shown_path


class AccessLog(Logger):  # type: ignore[misc]
    """The names that a format may use hold neither a secret nor a query nor where one came from."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> Any:
        atoms = super().atoms(resp, req, environ, request_time)
        path = shown_path(environ.get("PATH_INFO") or "/")
        line = f"{environ.get('REQUEST_METHOD', '')} {path} {environ.get('SERVER_PROTOCOL', '')}"
        kept = {name: value for name, value in atoms.items() if not name.startswith("{")}
        return kept | {"U": path, "q": "", "r": line, "f": "-"}

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        shown = (shown_path(a) if isinstance(a, str) and a.startswith("/") else a for a in args)
        super().exception(msg, *shown, **kwargs)
