"""A small stand-in for the Hugging Face Hub on loopback: datasets, commits, tags, large files, and faults on request.

It keeps Git's ways as far as clients see them: commits never change, a commit on a wrong parent is refused (412), a
tag that exists is refused (409), a large file is known by its SHA-256 and others by the SHA-1 of their blob.
"""

import base64
import fnmatch
import hashlib
import json
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "hf_of_the_tests"
Fault = int | Literal["drop before", "drop after", "no json"]
"""An HTTP status, or: close the connection before or after the request is handled, or answer with a web page."""

_MAX_BODY = 1 << 26
_MAX_REQUESTS = 3_000
_LARGE = ".parquet"
_PAGE = 15


@dataclass
class Dataset:
    private: bool
    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, files: dict[str, bytes], branch: str = "main") -> str:
        parent = self.branches.get(branch, "")
        listing = "".join(f"{path} {_sha1(files[path])}\n" for path in sorted(files))
        oid = hashlib.sha1(f"{parent} {len(self.commits)}\n{listing}".encode()).hexdigest()
        self.commits[oid] = dict(files)
        self.branches[branch] = oid
        return oid

    def resolve(self, revision: str) -> str | None:
        oid = self.branches.get(revision) or self.tags.get(revision) or revision
        return oid if oid in self.commits else None

    def files(self, revision: str) -> dict[str, bytes]:
        return self.commits[self.resolve(revision) or ""]


class HubStandIn:
    """The server; ``fault`` is asked about every request, by its number from 1 and its line."""

    def __init__(self) -> None:
        self.datasets: dict[str, Dataset] = {}
        self.blobs: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.fault: Callable[[int, str], Fault | None] = _no_fault
        self.lock = threading.RLock()
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reset(self) -> None:
        with self.lock:
            self.datasets.clear()
            self.blobs.clear()
            self.requests.clear()
            self.fault = _no_fault

    def create(self, repo: str, *, private: bool = False) -> Dataset:
        dataset = self.datasets[repo] = Dataset(private)
        dataset.commit({".gitattributes": b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"})
        return dataset

    def changes(self) -> list[str]:
        """The requests so far that could change something."""
        return list(filter(could_change, self.requests))


def could_change(line: str) -> bool:
    asked = ("/preupload/", "/paths-info/", "/api/validate-yaml")
    return line[0] == "P" and not any(part in line for part in asked)


def _no_fault(_number: int, _line: str) -> None:
    """Let every request through."""


class _Handler(BaseHTTPRequestHandler):
    hub: HubStandIn
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = 1 << 16

    def log_message(self, *_: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        self._handle()

    do_HEAD = do_POST = do_PUT = do_GET  # noqa: N815  the names that http.server calls

    def _handle(self) -> None:
        body = self._body()
        line = f"{self.command} {self.path}"
        with self.hub.lock:
            self.hub.requests.append(line)
            number = len(self.hub.requests)
            fault = self.hub.fault(number, line) if number < _MAX_REQUESTS else 500
            if fault == "drop before":
                self._drop()
                return
            if isinstance(fault, int):
                self._send(fault, {"error": f"Bearer {TOKEN} of {self.hub.address}, a fault"})
                return
            if fault == "no json":
                self._send(200, b"<html>sign in to the network</html>", {"Content-Type": "text/html"})
                return
            status, content, headers = _answer(self.hub, self.command, self.path, self._token(), body)
        if fault == "drop after":
            self._drop()
        else:
            self._send(status, content, headers)

    def _token(self) -> str | None:
        words = (self.headers.get("authorization") or "").split()
        return words[1] if len(words) == 2 else None

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(min(int(self.headers.get("content-length") or 0), _MAX_BODY))
        parts: list[bytes] = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(min(size, _MAX_BODY)))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        sent = content if isinstance(content, bytes) else json.dumps(content).encode()
        headers = {"Content-Type": "application/json", **(headers or {})}
        if status == 200 and (asked := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("range") or "")):
            start, stop = int(asked[1]), min(int(asked[2] or len(sent)) + 1, len(sent))
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(sent)}"
            status, sent = 206, sent[start:stop]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(sent))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent)


Answer = tuple[int, Any, dict[str, str]]


def _answer(hub: HubStandIn, method: str, target: str, token: str | None, body: bytes) -> Answer:
    """Answer a request: 401 for a wrong token or none, 404 for what is not there, else by the table of routes."""
    parts = urlsplit(target)
    if token not in {None, TOKEN}:
        return 401, {}, {"X-Error-Message": "Invalid credentials in Authorization header"}
    if token is None and not _open_to_all(method, parts.path):
        return 401, {"error": "log in"}, {}
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for pattern, answer in _ROUTES.items():
        if found := re.fullmatch(pattern, f"{method} {parts.path}"):
            groups = {name: unquote(text) for name, text in found.groupdict(default="").items()}
            return _missing(hub, groups, token) or answer(hub, groups, query, body)
    return 404, {"error": "there is no such thing here"}, {}


def _open_to_all(method: str, path: str) -> bool:
    """Tell whether a request needs no token: reading, and storage, whose addresses the Hub signs."""
    if path == "/api/whoami-v2":
        return False
    return method in {"GET", "HEAD"} or path.startswith("/storage/") or "/paths-info/" in path


def _missing(hub: HubStandIn, groups: dict[str, str], token: str | None) -> Answer | None:
    """Refuse a dataset or revision that is not there, or give the revision's commit to the groups as ``oid``."""
    if "repo" not in groups:
        return None
    dataset = hub.datasets.get(groups["repo"])
    if dataset is None or (dataset.private and token is None):
        return 404 if token else 401, {}, {"X-Error-Code": "RepoNotFound"}
    groups["oid"] = dataset.resolve(groups.get("revision", "main")) or ""
    if "revision" in groups and not groups["oid"]:
        return 404, {}, {"X-Error-Code": "RevisionNotFound"}
    return None


Groups = dict[str, str]


def _whoami(_hub: HubStandIn, _groups: Groups, _query: Groups, _body: bytes) -> Answer:
    return 200, {"type": "user", "name": "tester", "auth": {"type": "access_token"}}, {}


def _create(hub: HubStandIn, _groups: Groups, _query: Groups, body: bytes) -> Answer:
    asked = json.loads(body)
    repo = f"{asked['organization']}/{asked['name']}"
    place = {"url": f"{hub.address}/datasets/{repo}"}
    if repo in hub.datasets:
        return 409, place, {}
    hub.create(repo, private=asked.get("visibility") == "private")
    return 200, place, {}


def _validate(_hub: HubStandIn, _groups: Groups, _query: Groups, body: bytes) -> Answer:
    wrong = b"DUNES OF NO LICENCE" in body
    return (
        400 if wrong else 200,
        {"warnings": [{"message": "hm"}], "errors": [{"message": "no such licence"}] * wrong},
        {},
    )


def _info(hub: HubStandIn, groups: Groups, _query: Groups, _body: bytes) -> Answer:
    dataset = hub.datasets[groups["repo"]]
    siblings = [{"rfilename": path} for path in sorted(dataset.commits.get(groups["oid"], {}))]
    sha = groups["oid"] or None
    return 200, {"id": groups["repo"], "sha": sha, "private": dataset.private, "siblings": siblings}, {}


def _refs(hub: HubStandIn, groups: Groups, _query: Groups, _body: bytes) -> Answer:
    dataset = hub.datasets[groups["repo"]]

    def listed(kind: str, refs: dict[str, str]) -> list[dict[str, str]]:
        return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": oid} for name, oid in refs.items()]

    return (
        200,
        {"branches": listed("heads", dataset.branches), "converts": [], "tags": listed("tags", dataset.tags)},
        {},
    )


def _tree(hub: HubStandIn, groups: Groups, query: Groups, _body: bytes) -> Answer:
    files = hub.datasets[groups["repo"]].commits[groups["oid"]]
    below = f"{groups['path']}/" if groups["path"] else ""
    entries = _entries(files)
    found = [
        entry
        for path, entry in entries.items()
        if path.startswith(below) and (query.get("recursive", "").lower() == "true" or "/" not in path[len(below) :])
    ]
    if not found and below:
        return 404, {}, {"X-Error-Code": "EntryNotFound"}
    start = int(query.get("cursor", 0))
    page, more = found[start : start + _PAGE], start + _PAGE < len(found)
    link = f"{hub.address}/api/datasets/{groups['repo']}/tree/{groups['oid']}{below and '/' + below[:-1]}"
    following = f'<{link}?recursive={query.get("recursive", "")}&cursor={start + _PAGE}>; rel="next"'
    return 200, page, {"Link": following} if more else {}


def _paths_info(hub: HubStandIn, groups: Groups, _query: Groups, body: bytes) -> Answer:
    entries = _entries(hub.datasets[groups["repo"]].commits[groups["oid"]])
    asked = parse_qs(body.decode()).get("paths", [])
    return 200, [entries[path] for path in asked if path in entries], {}


def _preupload(hub: HubStandIn, groups: Groups, _query: Groups, body: bytes) -> Answer:
    asked = json.loads(body)
    files = hub.datasets[groups["repo"]].commits.get(groups["oid"], {})
    ignored = asked.get("gitIgnore") or files.get(".gitignore", b"").decode()
    patterns = [line for line in ignored.split("\n") if line and not line.startswith("#")]
    return 200, {"files": [_mode(file["path"], files, patterns) for file in asked["files"]]}, {}


def _mode(path: str, files: dict[str, bytes], ignored: list[str]) -> dict[str, Any]:
    large = path.endswith(_LARGE)
    return {
        "path": path,
        "uploadMode": "lfs" if large else "regular",
        "shouldIgnore": any(fnmatch.fnmatch(path, pattern) for pattern in ignored),
        "oid": (_sha256(files[path]) if large else _sha1(files[path])) if path in files else None,
    }


def _batch(hub: HubStandIn, _groups: Groups, _query: Groups, body: bytes) -> Answer:
    asked = json.loads(body)["objects"]
    upload = {"upload": {"href": f"{hub.address}/storage/"}, "verify": {"href": f"{hub.address}/storage-verify"}}
    objects = [
        {**item}
        if item["oid"] in hub.blobs
        else {**item, "actions": {**upload, "upload": {"href": f"{hub.address}/storage/{item['oid']}"}}}
        for item in asked
    ]
    return 200, {"transfer": "basic", "objects": objects}, {}


def _store(hub: HubStandIn, groups: Groups, _query: Groups, body: bytes) -> Answer:
    if _sha256(body) != groups["digest"]:
        return 400, {"error": "other bytes than announced"}, {}
    hub.blobs[groups["digest"]] = body
    return 200, {}, {}


def _verify(hub: HubStandIn, _groups: Groups, _query: Groups, body: bytes) -> Answer:
    return 200 if json.loads(body)["oid"] in hub.blobs else 404, {}, {}


def _commit(hub: HubStandIn, groups: Groups, _query: Groups, body: bytes) -> Answer:
    dataset = hub.datasets[groups["repo"]]
    lines = [json.loads(line) for line in body.decode().split("\n") if line]
    if lines[0]["value"].get("parentCommit", groups["oid"]) != groups["oid"]:
        return 412, {"error": "A commit has happened since."}, {}
    files = dict(dataset.commits.get(groups["oid"], {}))
    for line in lines[1:]:
        value = line["value"]
        if line["key"] == "file":
            files[value["path"]] = base64.b64decode(value["content"])
        elif line["key"] == "lfsFile":
            files[value["path"]] = hub.blobs[value["oid"]]
        else:
            del files[value["path"]]
    oid = dataset.commit(files)
    return 200, {"commitUrl": f"{hub.address}/datasets/{groups['repo']}/commit/{oid}", "commitOid": oid}, {}


def _tag(hub: HubStandIn, groups: Groups, _query: Groups, body: bytes) -> Answer:
    dataset, name = hub.datasets[groups["repo"]], json.loads(body)["tag"]
    if name in dataset.tags:
        return 409, {"error": "Tag reference exists already"}, {}
    dataset.tags[name] = groups["oid"]
    return 200, {}, {}


def _file(hub: HubStandIn, groups: Groups, _query: Groups, _body: bytes) -> Answer:
    files = hub.datasets[groups["repo"]].commits[groups["oid"]]
    known = {"X-Repo-Commit": groups["oid"]}
    if groups["path"] not in files:
        return 404, {}, {**known, "X-Error-Code": "EntryNotFound"}
    content = files[groups["path"]]
    etag = _sha256(content) if groups["path"].endswith(_LARGE) else _sha1(content)
    headers = {"ETag": f'"{etag}"', "Accept-Ranges": "bytes", "Content-Type": "application/octet-stream"}
    return 200, content, {**known, **headers}


_REPO = r"(?P<repo>[^/]+/[^/]+)"
_REVISION = r"(?P<revision>[^/]+)"
_ROUTES: dict[str, Callable[[HubStandIn, Groups, Groups, bytes], Answer]] = {
    r"GET /api/whoami-v2": _whoami,
    r"POST /api/repos/create": _create,
    r"POST /api/validate-yaml": _validate,
    rf"GET /api/datasets/{_REPO}": _info,
    rf"GET /api/datasets/{_REPO}/revision/{_REVISION}": _info,
    rf"GET /api/datasets/{_REPO}/refs": _refs,
    rf"GET /api/datasets/{_REPO}/tree/{_REVISION}(?:/(?P<path>.+))?": _tree,
    rf"POST /api/datasets/{_REPO}/paths-info/{_REVISION}": _paths_info,
    rf"POST /api/datasets/{_REPO}/preupload/{_REVISION}": _preupload,
    rf"POST /api/datasets/{_REPO}/commit/{_REVISION}": _commit,
    rf"POST /api/datasets/{_REPO}/tag/{_REVISION}": _tag,
    rf"POST /datasets/{_REPO}\.git/info/lfs/objects/batch": _batch,
    r"PUT /storage/(?P<digest>[0-9a-f]{64})": _store,
    r"POST /storage-verify": _verify,
    rf"(?:GET|HEAD) /datasets/{_REPO}/resolve/{_REVISION}/(?P<path>.+)": _file,
}
"""What is answered, by method and path."""


def _entries(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """List files, and the directories that lead to them, as the Hub does."""
    entries: dict[str, dict[str, Any]] = {}
    for path, content in sorted(files.items()):
        parents = path.split("/")[:-1]
        for depth in range(1, len(parents) + 1):
            directory = "/".join(parents[:depth])
            entries[directory] = {"type": "directory", "path": directory, "oid": _sha1(directory.encode())}
        entries[path] = {"type": "file", "path": path, "oid": _sha1(content), "size": len(content)}
        if path.endswith(_LARGE):
            pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{_sha256(content)}\n".encode()
            large = {"oid": _sha256(content), "size": len(content), "pointerSize": len(pointer)}
            entries[path] |= {"oid": _sha1(pointer), "lfs": large}
    return entries


def _sha1(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
