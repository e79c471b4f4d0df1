"""Refuses, inside Python, to load model files and model code that `assay.lock` does not list.

    python -m assay_guard [--lock FILE] script.py args...      (also: -m module, -c code)
    import assay_guard; assay_guard.install()                  (as the first import of a program)

One file without dependencies, CPython 3.8 and later on Linux and macOS. Nothing starts it by itself: no `.pth`, no sitecustomize.

Environment:
    ASSAY_GUARD_LOCK      the lock; else `assay.lock` is looked for from the current folder upwards
    ASSAY_GUARD_LOCK_SHA256  hex digest that the bytes of the lock must have: what `assay run` has verified
    ASSAY_GUARD           enforce (default), warn (one JSON line on standard error for each refusal), off
    ASSAY_GUARD_ALLOW     folders whose weights and pickles are not judged: data, caches of other tools
    ASSAY_GUARD_CHILDREN  0: Python processes that this one starts are left alone; else they get the guard too
    ASSAY_GUARD_LOG       json: refusals on standard error as JSON lines also when they are enforced

For whoever starts Python: `python [options] X args` becomes `python [options] /folder/assay_guard.py X args`, for a
script, `-m module` and `-c code` alike; neither PYTHONPATH nor the current folder matter for that
(src/integrity/guard/python-command.ts writes it).

What is judged. Below the roots of the lock: everything that loaders read or run must be listed and unchanged.
Elsewhere, outside of the Python installation: what by its content is a pickle, weights or an array is refused
unless its bytes are those of something listed, or this very process has serialised it; so is Python code in the
caches of model clients (`trust_remote_code`) and beside weights.

How. An audit hook, which cannot be removed, sees every `open`, `mmap`, `dlopen` and import of a native module;
`open` and `os.open` compare what was judged with what was opened; openers in C++ and Rust raise no events and are
wrapped when their module is imported. What it cannot do: code that already runs in the process can undo all of it
with ctypes, or read bytes by other system calls; bytes can change after they were hashed, where others may write to
the folder. Mount models read-only, and let `assay run` check before the first line of Python runs.
"""

import builtins
import errno
import io
import json
import os
import stat
import sys
import time
import _io
import _thread

_IS_PROGRAM = __name__ == "__main__"
if _IS_PROGRAM:
    # One module under its own name: what a program catches is what is raised, and workers find it by that name.
    __name__ = "assay_guard"
    sys.modules["assay_guard"] = sys.modules["__main__"]

__all__ = ["AssayRefused", "AssayRefusedInWorker", "install", "is_installed", "main"]
__version__ = "0.1.0"

SCHEMA = "assay/lock/1"
LOCK_NAME = "assay.lock"
MAX_LOCK = 64 << 20
# A change within the resolution of the clock of the file system would not show: younger states are not remembered.
SETTLED_NS = 2000000000
CHUNK = 1 << 20
HEAD = 4096

_open = io.open
_os_open = os.open
_os_close = os.close
_fstat = os.fstat
_stat = os.stat
_realpath = os.path.realpath
_pread = getattr(os, "pread", None)
_GETFL = 3
_O_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_O_NOT_READ = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", 0)
_READ_FLAGS = os.O_RDONLY | _O_CLOEXEC | getattr(os, "O_NONBLOCK", 0)
# O_TMPFILE includes the bit of O_DIRECTORY; either way there is nothing to judge.
_FOLDER = os.path.dirname(os.path.abspath(__file__))


class AssayRefused(BaseException):
    """A file is not what the lock says, or not in it.

    No `Exception`: libraries catch those, and `OSError` above all, to go on with another file or without one.
    In worker processes of multiprocessing it is an `Exception` too, or their pools would wait forever.
    """

    def __init__(self, code, path="", message="", advice=None, expected=None, found=None):
        super().__init__(code, path, message, advice, expected, found)
        self.code = code
        self.path = path
        self.message = message
        self.advice = advice
        self.expected = expected
        self.found = found

    def __str__(self):
        if not self.message:
            return str(self.code)
        text = "%s: %s (%s)" % (_visible(self.path), self.message, self.code)
        return text + "; " + self.advice if self.advice else text


class AssayRefusedInWorker(AssayRefused, RuntimeError):
    __doc__ = AssayRefused.__doc__


# --- Names: the same as src/integrity/loadable.ts; a test compares them ---------------------------------------------

CODE = frozenset(
    "py pyc pyo pyw pyd so dll dylib egg whl pyz pyzw mar llamafile "
    "wasm lua js mjs cjs node sh bash cu ptx cubin hsaco".split()
)
WEIGHTS = frozenset(
    (
        "safetensors gguf ggml ggjt ggmf bin pt pt2 pth ptl pte ckpt th jit torchscript t7 distcp nemo "
        "pkl pickle p dill cloudpickle joblib skops npy npz h5 hdf5 he5 keras pb pbtxt tflite lite litertlm task "
        "onnx onnx_data ort data engine plan trt mlmodel weights caffemodel prototxt params pdmodel pdparams pdiparams "
        "pdopt ubj cbm pmml msgpack flax orbax ot rten mar llamafile safetensor ftz vec rknn dlc hef nnef mnn ncnn "
        "param lora adapter"
    ).split()
)
SETTINGS = frozenset(
    (
        "json jsonc json5 jinja jinja2 j2 ini cfg conf yaml yml toml xml model spm tiktoken vocab bpe "
        "modelfile gin fst far proto tmpl gotmpl gbnf index mf"
    ).split()
)
DATA = frozenset("parquet arrow feather tfrecord tfrecords lance avro orc jsonl ndjson csv tsv mds tar tgz tbz2 txz zip".split())
SETTINGS_NAMES = frozenset(["modelfile", "mlmodel", "kitfile", "params", "template", "checkpoint"])
# Names that nothing but weights, arrays and pickles bear: judged anywhere, unless the content is plain text.
CERTAIN = frozenset(
    "safetensors gguf onnx pt pt2 pth ptl ckpt pkl pickle dill cloudpickle joblib skops keras npy npz h5 hdf5 tflite "
    "nemo distcp pdparams llamafile".split()
)
COMPRESSED = frozenset(["gz", "bz2", "xz", "lzma", "lz4", "zst", "z"])

_patterns = None


def _names():
    global _patterns
    if _patterns is None:
        import re

        _patterns = (
            re.compile(r"\.so(?:\.\d{1,9}){1,4}$", re.A),
            re.compile(r"\.data-\d{1,9}-of-\d{1,9}$", re.A),
            re.compile(r"(?:^|/)blobs/sha256[-:/][0-9a-f]{64}$"),
            re.compile(r"\.(?:part\d{1,6}(?:of\d{1,6})?|\d{3})$|-split-[a-z0-9]{1,6}$", re.A),
            re.compile(
                r"^(?:.*[-_.])?(?:vocab|vocabulary|merges|tokens|labels|classes|dict|bpe|spm|modules|codes|lexicon)"
                r"(?:[-_.].*)?\.txt$"
            ),
            re.compile(
                r"^(?:.*(?:[-_.]|\.part)\d{1,9}[-_]?of[-_]?\d{1,9}(?:\.[a-z0-9_.]{1,40})?"
                r"|.*(?:consolidated\.|mp_rank_|shard[-_]|part[-_]?)\d{1,9}(?:[-_.].{1,80})?|__\d{1,9}_\d{1,9}\.distcp)$",
                re.I | re.A,
            ),
            re.compile(
                r"(?:^|/)(?:(?:models|datasets|spaces|kernels)--[^/]+/refs/.|manifests/[^/]+/[^/]+/[^/]+/[^/]+$)"
            ),
            re.compile(
                r"(?:^|/)(?:\.cache/huggingface|\.locks|(?:models|datasets|spaces|kernels)--[^/]+/(?:trees|\.no_exist))/"
            ),
        )
    return _patterns


def _extension(name):
    dot = name.rfind(".")
    return name[dot + 1 :] if dot >= 0 else ""


def _unpacked(name):
    extension = _extension(name)
    return name[: -len(extension) - 1] if extension in COMPRESSED else name


def is_code(path):
    name = path.rsplit("/", 1)[-1].lower()
    return _extension(name) in CODE or (".so." in name and _names()[0].search(name) is not None)


def is_weights(path):
    name = _unpacked(path.rsplit("/", 1)[-1].lower())
    if _extension(name) in WEIGHTS or _names()[1].search(name) or _names()[2].search(path):
        return True
    whole = _names()[3].sub("", name, count=1)
    if whole == name and not name.endswith(".tar"):
        return False
    return _extension(whole[:-4] if whole.endswith(".tar") else whole) in WEIGHTS


def is_loadable(path):
    if is_code(path):
        return True
    name = _unpacked(path.rsplit("/", 1)[-1].lower())
    extension = _extension(name)
    is_read = (
        is_weights(path)
        or extension in SETTINGS
        or extension in DATA
        or name in SETTINGS_NAMES
        or (len(name) < 256 and _names()[4].match(name) is not None)
        or _names()[6].search(path) is not None
    )
    return is_read and _names()[7].search(path) is None


def _is_shard(path):
    return is_weights(path) and _names()[5].match(path.rsplit("/", 1)[-1]) is not None


def _certain_weights(name):
    return _extension(_unpacked(name.lower())) in CERTAIN


# --- Content --------------------------------------------------------------------------------------------------------

_LINES = {b: 1 for b in b"FILSVPgp"}
_LINES.update({b: 2 for b in b"ci"})
_FIXED = {b"J"[0]: 4, b"K"[0]: 1, b"M"[0]: 2, b"G"[0]: 8, b"h"[0]: 1, b"j"[0]: 4, b"q"[0]: 1, b"r"[0]: 4}
_FIXED.update({0x80: 1, 0x95: 8, 0x82: 1, 0x83: 2, 0x84: 4})
_COUNTED = {b"B"[0]: 4, b"T"[0]: 4, b"U"[0]: 1, b"C"[0]: 1, b"X"[0]: 4}
_COUNTED.update({0x8A: 1, 0x8B: 4, 0x8C: 1, 0x8D: 8, 0x8E: 8, 0x96: 8})
# What an opcode takes from the stack and puts on it; `None` takes all down to the mark.
_EFFECT = {b: (0, 1) for b in b"FILSVPJKMGBTUCXN)]}cgh"}
_EFFECT.update({b: (0, 1) for b in (0x6A, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x96, 0x88, 0x89, 0x8F, 0x82, 0x83, 0x84, 0x97)})
_EFFECT.update({b: (1, 1) for b in (0x51, 0x70, 0x71, 0x72, 0x94, 0x85, 0x98)})
_EFFECT.update({b: (2, 1) for b in (0x52, 0x62, 0x61, 0x93, 0x81, 0x86)})
_EFFECT.update({0x73: (3, 1), 0x92: (3, 1), 0x87: (3, 1), 0x30: (1, 0), 0x32: (1, 2), 0x80: (0, 0), 0x95: (0, 0)})
_EFFECT.update({b: (None, 1) for b in b"dltio"})
_EFFECT.update({0x65: (None, 0), 0x75: (None, 0), 0x90: (None, 0), 0x31: (None, 0), 0x91: (None, 1)})
_CALLS = frozenset([0x52, 0x62, 0x69, 0x6F, 0x81, 0x92, 0x82, 0x83, 0x84])
_NUMERIC = frozenset(b"FIL")


def _is_pickle(head, size):
    """Whether these are the first bytes of a pickle: its opcodes are followed as far as `head` goes."""
    binary = len(head) > 1 and head[0] == 0x80
    if binary and head[1] > 5:
        return False
    at, depth, marks, steps, end = 0, 0, [], 0, len(head)
    while at < end:
        op = head[at]
        at += 1
        if op == 0x2E:
            return depth >= 1
        if op == 0x28:
            marks.append(depth)
            steps += 1
            continue
        if op not in _EFFECT:
            return False
        for _ in range(_LINES.get(op, 0)):
            stop = head.find(b"\n", at)
            if stop < 0:
                return end < size and (steps >= 4 or binary)
            line = head[at:stop].strip()
            if op in _NUMERIC and not _numeric(line):
                return False
            if op in b"ci" and not all(p.isidentifier() for p in line.decode("utf-8", "replace").split(".")):
                return False
            if op == 0x53 and line[:1] not in (b"'", b'"'):
                return False
            at = stop + 1
        at += _FIXED.get(op, 0)
        if op in _COUNTED:
            width = _COUNTED[op]
            count = int.from_bytes(head[at : at + width], "little")
            at += width + count
            if at > size:
                return False
        takes, puts = _EFFECT[op]
        if takes is None:
            if not marks:
                return False
            depth = marks.pop()
        elif depth - (marks[-1] if marks else 0) < takes:
            return False
        else:
            depth -= takes
        depth += puts
        steps += 1
        if op in _CALLS:
            return True
    return end < size and (binary or steps >= 16)


def _numeric(line):
    try:
        float(line.rstrip(b"L"))
        return True
    except ValueError:
        return False


_MAGIC = (
    (b"GGUF", "GGUF weights"),
    (b"ggjt", "GGML weights"),
    (b"tjgg", "GGML weights"),
    (b"lmgg", "GGML weights"),
    (b"fmgg", "GGML weights"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
)


def _sniff(read, size):
    """What a file is by its content when that is weights, an array or a pickle; else None."""
    if size < 2:
        return None
    head = read(0, min(HEAD, size))
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return what
    if head[4:8] == b"TFL3":
        return "TensorFlow Lite weights"
    for at in (512, 1024, 2048):
        if head.startswith(b"\x89HDF\r\n\x1a\n", at):
            return "an HDF5 file"
    length = int.from_bytes(head[:8], "little")
    if len(head) > 9 and head[8] == 0x7B and 2 <= length <= size - 8 and head[9] in b'"} \t\r\n':
        return "safetensors weights"
    if _is_pickle(head, size):
        return "a pickle"
    if _is_onnx(head):
        return "an ONNX model"
    if head.startswith(b"PK\x03\x04") or (size >= 22 and read(size - 22, 4) == b"PK\x05\x06"):
        return _zipped(read, size)
    return None


def _is_onnx(head):
    """ir_version, then the name of the program that wrote it, then another field of a ModelProto."""
    if len(head) < 8 or head[0] != 0x08 or not 1 <= head[1] <= 32 or head[2] != 0x12:
        return False
    count = head[3]
    name = head[4 : 4 + count]
    return count < 64 and name.isascii() and (not name or name.decode().isprintable()) and head[4 + count : 5 + count] in (
        b"\x1a", b"\x22", b"\x28", b"\x32", b"\x3a", b"\x42",
    )


def _zipped(read, size):
    """Archives of torch, NumPy and Keras; wheels, documents and others are none of ours."""
    tail_size = min(size, 65557)
    tail = read(size - tail_size, tail_size)
    at = tail.rfind(b"PK\x05\x06")
    unknown = "an archive that cannot be read"
    if at < 0 or at + 22 > len(tail):
        return None
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    end = size - tail_size + at
    if count == 0xFFFF or length == 0xFFFFFFFF:
        locator = tail.rfind(b"PK\x06\x06", 0, at)
        if locator < 0:
            return unknown
        length = int.from_bytes(tail[locator + 40 : locator + 48], "little")
        end = size - tail_size + locator
    if length > end or length > 32 << 20:
        return unknown
    data = read(end - length, length)
    at = 0
    while data[at : at + 4] == b"PK\x01\x02":
        name_size, extra, comment = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (28, 30, 32))
        name = data[at + 46 : at + 46 + name_size].lower()
        parts = name.split(b"/")
        last = parts[-1]
        if len(parts) <= 2 and last in (b"data.pkl", b"constants.pkl", b"byteorder"):
            return "a PyTorch archive"
        if len(parts) == 1 and last.endswith(b".npy"):
            return "NumPy arrays"
        if len(parts) == 1 and (last.endswith((b".weights.h5", b".weights.npz")) or last == b"model.weights.json"):
            return "a Keras archive"
        if len(parts) == 1 and last.endswith((b".pkl", b".pickle", b".safetensors")):
            return "an archive of weights or pickles"
        at += 46 + name_size + extra + comment
    return None


def _is_text(read, size):
    head = read(0, min(HEAD, size))
    return all(b >= 32 or b in (9, 10, 12, 13) for b in head)


# --- Text for people ------------------------------------------------------------------------------------------------

# Controls, format characters, line separators, lone surrogates, default ignorable: what `visibleJson` escapes.
_UNSEEN_RANGES = (
    "0-1f 7f-9f ad 34f 600-605 61c 6dd 70f 890-891 8e2 115f-1160 17b4-17b5 180b-180f 200b-200f 2028-202e 2060-206f"
    " 3164 d800-dfff fe00-fe0f feff ffa0 fff0-fffb 110bd 110cd 13430-1343f 1bca0-1bca3 1d173-1d17a e0000-e0fff"
)

_unseen = None


def _unseen_pattern():
    global _unseen
    if _unseen is None:
        import re

        pieces = []
        for part in _UNSEEN_RANGES.split():
            first, _, last = part.partition("-")
            pieces.append("%s-%s" % (re.escape(chr(int(first, 16))), re.escape(chr(int(last or first, 16)))))
        _unseen = re.compile("[%s]" % "".join(pieces))
    return _unseen


def _json_escape(match):
    code = ord(match.group())
    if code <= 0xFFFF:
        return "\\u%04x" % code
    code -= 0x10000
    return "\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))


def _visible(text):
    if not isinstance(text, str):
        text = str(text)
    return text if text.isascii() and text.isprintable() else _unseen_pattern().sub(_json_escape, text)


def _json_line(value):
    return _unseen_pattern().sub(_json_escape, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _canonical(lock):
    """The text of a lock as `assay lock` writes it, without its digest."""

    def pick(record, keys):
        return {key: record[key] for key in keys if key in record}

    artifacts = []
    for artifact in sorted(lock["artifacts"], key=lambda a: a["path"]):
        ordered = pick(
            artifact, ("path", "purl", "revision", "size", "sha256", "link", "authority", "verdict", "date")
        )
        if "authority" in ordered:
            ordered["authority"] = pick(ordered["authority"], ("kind", "source", "signer", "says"))
        artifacts.append(ordered)
    content = pick(lock, ("schema", "id", "generation"))
    content["roots"] = sorted(lock["roots"])
    content["artifacts"] = artifacts
    text = json.dumps(content, ensure_ascii=False, indent=2)
    lines = text.split("\n")
    return "\n".join(_unseen_pattern().sub(_json_escape, line) for line in lines) + "\n"


# --- The lock -------------------------------------------------------------------------------------------------------

RESTORE = "restore the file, or if the change is meant: assay lock, and have the new lock reviewed"
REMOVE = "remove it, or if it belongs there: assay lock, and have the new lock reviewed"
_VARIABLES = (
    "HF_HUB_CACHE OLLAMA_MODELS TORCH_HOME MODELSCOPE_CACHE SENTENCE_TRANSFORMERS_HOME LLAMA_CACHE VLLM_CACHE_ROOT "
    "NLTK_DATA KERAS_HOME"
).split()


# Where they lie when nothing is set, in the home or in its cache.
_USUAL = {
    "OLLAMA_MODELS": ("~", ".ollama", "models"),
    "TORCH_HOME": ("", "torch"),
    "MODELSCOPE_CACHE": ("", "modelscope"),
    "SENTENCE_TRANSFORMERS_HOME": ("", "torch", "sentence_transformers"),
    "LLAMA_CACHE": ("", "llama.cpp"),
    "VLLM_CACHE_ROOT": ("", "vllm"),
    "NLTK_DATA": ("~", "nltk_data"),
    "KERAS_HOME": ("~", ".keras"),
}


def _sha256():
    import hashlib

    return hashlib.sha256()


def _pairs(pairs):
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("repeats a key")
    return record


def _constant(name):
    raise ValueError("holds " + name)


def _places(env):
    """Folders that lie elsewhere on each machine, by the rules of the programs that own them."""
    home = env.get("HOME") or os.path.expanduser("~")
    cache = env.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    hugging_face = env.get("HF_HOME") or os.path.join(cache, "huggingface")
    places = {name: env[name] for name in _VARIABLES if env.get(name)}
    places.update({name: value for name, value in env.items() if name.startswith("ASSAY_ROOT_") and value})
    places.setdefault("HF_HUB_CACHE", env.get("HUGGINGFACE_HUB_CACHE") or os.path.join(hugging_face, "hub"))
    for name, parts in _USUAL.items():
        places.setdefault(name, os.path.join(home if parts[0] == "~" else cache, *parts[1:]))
    return {name: os.path.abspath(os.path.expanduser(path)) for name, path in places.items()}


class _Entry:
    __slots__ = ("path", "size", "sha256", "link", "place")

    def __init__(self, path, size, sha256, link, place):
        self.path = path
        self.size = size
        self.sha256 = sha256
        self.link = link
        self.place = place


class _Lock:
    """What a lock says, in terms of this machine. Raises `AssayRefused`."""

    def __init__(self, file, env):
        self.file = file
        shown = os.path.basename(file)
        try:
            with _open(file, "rb") as stream:
                data = stream.read(MAX_LOCK + 1)
        except OSError as error:
            raise AssayRefused(
                "lock-missing", file, "cannot be read: %s" % error.strerror, "assay lock writes it"
            ) from None
        digest = _sha256()
        digest.update(data)
        pinned = env.get("ASSAY_GUARD_LOCK_SHA256", "").lower()
        if pinned and digest.hexdigest() != pinned:
            raise AssayRefused(
                "lock-edited", shown, "is not the lock that assay run has verified", "start again",
                pinned, digest.hexdigest(),
            )
        try:
            if len(data) > MAX_LOCK:
                raise ValueError("is longer than %d bytes" % MAX_LOCK)
            text = data.decode("utf-8")
            lock = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_constant)
            self._check(lock)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise AssayRefused(
                "lock-unreadable", shown, "is no lock that can be read: %s" % _visible(error)[:200],
                "restore it from version control; a lock is written by assay lock, not by hand",
            ) from None
        found = self._digest(text, lock)
        if found != lock["digest"]:
            raise AssayRefused(
                "lock-edited", shown, "was changed by something other than assay lock",
                "restore it from version control, or review it and lock again: assay lock",
                lock["digest"][7:], found[7:],
            )
        self.pinned = pinned
        if not pinned:
            _check_version(lock, shown, env)
        self._locate(lock, os.path.dirname(os.path.abspath(file)), _places(env))

    @staticmethod
    def _check(lock):
        if set(lock) != {"schema", "id", "generation", "digest", "roots", "artifacts"}:
            raise ValueError("its keys are not those of a lock")
        if lock["schema"] != SCHEMA:
            raise ValueError("schema is not " + SCHEMA)
        hexes = frozenset("0123456789abcdef")

        def digest(value):
            if not isinstance(value, str) or len(value) != 71 or value[:7] != "sha256:" or not hexes.issuperset(value[7:]):
                raise ValueError("a digest is none")

        digest(lock["digest"])
        if not isinstance(lock["id"], str) or len(lock["id"]) != 32 or not hexes.issuperset(lock["id"]):
            raise ValueError("id is not 32 hex digits")
        if type(lock["generation"]) is not int or lock["generation"] < 1:
            raise ValueError("generation is no number")
        seen = set()
        for path in lock["roots"]:
            _check_path(path)
        for artifact in lock["artifacts"]:
            path = artifact["path"]
            _check_path(path)
            if path in seen:
                raise ValueError("lists %s twice" % path)
            seen.add(path)
            if type(artifact["size"]) is not int or artifact["size"] < 0:
                raise ValueError("a size is no number")
            digest(artifact["sha256"])
            if not isinstance(artifact.get("link", ""), str):
                raise ValueError("a link is no text")
            authority = artifact.get("authority")
            says = authority["says"] if authority is not None else ""
            if says.startswith("sha256:") and says != artifact["sha256"]:
                raise AssayRefused(
                    "authority-mismatch", path, "is not what its authority vouched for",
                    "the lock was changed without a new authority: assay lock --against ...",
                    says[7:], artifact["sha256"][7:],
                )
            if authority is None and artifact["verdict"] in ("verified", "consistent"):
                raise AssayRefused(
                    "authority-missing", path,
                    "is locked as %s, and the lock does not say by whom" % artifact["verdict"],
                    "lock it again with its authority: assay lock --against ...",
                )

    @staticmethod
    def _digest(text, lock):
        """Of the text as it stands; of the text as it should be written when somebody only formatted it anew."""
        line = '\n  "digest": "%s",' % lock["digest"]
        digest = _sha256()
        digest.update(text.replace(line, "", 1).encode("utf-8"))
        found = "sha256:" + digest.hexdigest()
        if found == lock["digest"]:
            return found
        digest = _sha256()
        digest.update(_canonical(lock).encode("utf-8", "surrogatepass"))
        return "sha256:" + digest.hexdigest()

    def _locate(self, lock, folder, places):
        real_folders = {}

        def locate(path):
            if path.startswith("$"):
                name, _, rest = path[1:].partition("/")
                base = places.get(name)
                if base is None:
                    return None
                return os.path.join(base, rest) if rest else base
            return folder if path == "." else os.path.join(folder, path)

        self.entries = {}
        self.digests = {}
        for artifact in lock["artifacts"]:
            where = locate(artifact["path"])
            if where is None:
                continue
            parent, name = os.path.split(where)
            real = real_folders.get(parent)
            if real is None:
                real = real_folders[parent] = _realpath(parent)
            place = os.path.join(real, name)
            entry = _Entry(
                artifact["path"], artifact["size"], artifact["sha256"][7:], artifact.get("link"), place
            )
            self.entries[place] = entry
            self.digests.setdefault(entry.size, set()).add(entry.sha256)
        self.roots = sorted({_realpath(w) for w in map(locate, lock["roots"]) if w is not None}, key=len, reverse=True)
        self._by_real = None

    def by_real(self, real):
        """Entries whose link leads to a file: stores keep bytes under their digest and link to them."""
        if self._by_real is None:
            found = {}
            for entry in self.entries.values():
                if entry.link is not None:
                    target = _realpath(os.path.join(os.path.dirname(entry.place), entry.link))
                    found.setdefault(target, []).append(entry)
            self._by_real = found
        return self._by_real.get(real)


def _check_version(lock, shown, env):
    """A lock that is older than one that this machine has seen. `assay lock` and `assay run` keep the memory."""
    home = env.get("HOME") or os.path.expanduser("~")
    state = env.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
    try:
        with _open(os.path.join(state, "assay", "locks", lock["id"]), encoding="latin-1") as stream:
            st = _fstat(stream.fileno())
            if st.st_mode & 0o022 or (hasattr(os, "geteuid") and st.st_uid != os.geteuid()):
                return
            lines = [line.split(" ") for line in stream.read(1 << 20).splitlines()]
    except OSError:
        return
    seen = [(what, int(number), digest) for what, number, digest in (x for x in lines if len(x) == 3) if number.isdigit()]
    trusted = [at for at, (what, _, _) in enumerate(seen) if what == "trust"]
    seen = seen[trusted[-1] :] if trusted else seen
    if not seen:
        return
    newest = max(number for _, number, _ in seen)
    advice = "if you mean to use this version: assay lock --trust"
    if lock["generation"] < newest:
        raise AssayRefused(
            "lock-replayed", shown,
            "is version %d, and this machine has seen version %d of it" % (lock["generation"], newest),
            advice, str(newest), str(lock["generation"]),
        )
    same = [digest for _, number, digest in seen if number == newest]
    if lock["generation"] == newest and lock["digest"] not in same:
        raise AssayRefused(
            "lock-edited", shown, "is another version %d than the one that this machine has seen" % newest,
            advice, ", ".join(same), lock["digest"],
        )


def _read_stamp(lock, cache):
    """Digests by device, inode, size and ctime, out of what `assay run` keeps of a lock (src/integrity/guard/stamp.ts)."""
    units = lock.file.encode("utf-16-le", "surrogatepass")
    name = 0xCBF29CE484222325
    for at in range(0, len(units), 2):
        name = ((name ^ int.from_bytes(units[at : at + 2], "little")) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    folder = os.path.join(cache, "assay", "guard")
    fd = _os_open(os.path.join(folder, "%016x" % name), _READ_FLAGS | getattr(os, "O_NOFOLLOW", 0))
    with _open(fd, "rb") as stream:
        for st in (_fstat(fd), _stat(folder)):
            # What somebody else can write could vouch for bytes that nobody hashed.
            if st.st_uid != os.geteuid() or st.st_mode & 0o022:
                return {}
        stamp = json.loads(stream.read().decode("utf-8"))
    if stamp["schema"] != "assay/guard-stamp/1" or stamp["content"] != lock.pinned or stamp["file"] != lock.file:
        return {}
    found = {}
    for path, states in stamp["watched"]:
        entry = lock.entries.get(path)
        # Of a link the state of the file that it leads to comes last.
        if entry is not None and states:
            dev, ino, size, ctime = states.split(" ")[-1].split(":")
            found[(int(dev), int(ino), int(size), int(ctime))] = entry.sha256
    return found


def _check_path(path):
    if not isinstance(path, str) or not path or "\0" in path or "\\" in path or path.startswith("/"):
        raise ValueError("a path is no path of a lock")
    parts = path.split("/")
    if path != "." and ("" in parts or "." in parts):
        raise ValueError("a path is not in its shortest form")
    if ".." in parts:
        raise ValueError("a path leads out of its folder")
    first = parts[0]
    if first.startswith("$") and first[1:] not in _VARIABLES and not first.startswith("$ASSAY_ROOT_"):
        raise ValueError("a path starts with %s, which no lock may name" % first)


# --- Judging --------------------------------------------------------------------------------------------------------

_local = _thread._local()


def _key(st):
    return (st.st_dev, st.st_ino, st.st_size, st.st_ctime_ns)


def _settled(st):
    return time.time_ns() - st.st_ctime_ns > SETTLED_NS


def _reader(fd):
    if _pread is not None:
        return lambda at, count: _pread(fd, count, at)

    def read(at, count):
        before = os.lseek(fd, 0, os.SEEK_CUR)
        try:
            os.lseek(fd, at, os.SEEK_SET)
            return os.read(fd, count)
        finally:
            os.lseek(fd, before, os.SEEK_SET)

    return read


def _under(path, folder):
    return path == folder or path.startswith(folder if folder.endswith("/") else folder + "/")


class _Guard:
    def __init__(self, lock, mode, env):
        self.lock = lock
        self.mode = mode
        self.entries = lock.entries
        self.roots = tuple(lock.roots)
        self.json_log = mode == "warn" or env.get("ASSAY_GUARD_LOG") == "json"
        self.verified = {}
        self.harmless = {}
        self.made = set()
        self.reported = set()
        self.busy = {}
        self.stamp = None
        self.uid = os.geteuid() if hasattr(os, "geteuid") else None
        home = env.get("HOME") or os.path.expanduser("~")
        cache = env.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
        self.cache = cache
        places = _places(env)
        hugging_face = env.get("HF_HOME") or os.path.join(cache, "huggingface")
        self.installed = _real_folders(_installation())
        # No root, no link and no `..` in it: the start of the path decides, without a look at the disk.
        self.quick = tuple(
            folder + "/"
            for folder in self.installed
            if not any(_under(root, folder) or _under(folder, root) for root in self.roots)
        )
        self.downloads = _real_folders(
            [
                places["HF_HUB_CACHE"],
                env.get("HF_MODULES_CACHE") or os.path.join(hugging_face, "modules"),
                os.path.join(places["TORCH_HOME"], "hub"),
                env.get("MODELSCOPE_CACHE") or os.path.join(cache, "modelscope"),
            ]
        )
        temporary = env.get("TMPDIR") or "/tmp"
        user = env.get("USER") or env.get("LOGNAME") or ("root" if self.uid == 0 else "")
        self.temporary = _real_folders([temporary, "/tmp", "/dev/shm"])
        # What compilers and tools keep for themselves: as trusted as the packages in the same home.
        self.kept = _real_folders(
            [env[name] for name in _TOOL_VARIABLES if env.get(name)]
            + [os.path.join(cache, name) for name in _TOOL_CACHES]
            + [os.path.join(home, ".triton"), os.path.join(temporary, "torchinductor_" + user)]
        )
        self.allowed = _real_folders([p for p in env.get("ASSAY_GUARD_ALLOW", "").split(os.pathsep) if p])
        self.own_folder = None

    # Where a file lies decides by whose rules it is judged; the innermost folder counts.

    def _root_of(self, path):
        for root in self.roots:
            if _under(path, root):
                return root
        return None

    def is_installed(self, path, root):
        for folder in self.installed:
            if _under(path, folder) and (root is None or len(folder) > len(root)):
                return True
        return False

    def judge_path(self, path, loader):
        """`loader`: the caller reads it as weights or runs it, whatever it looks like."""
        try:
            st = _stat(path)
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(st.st_mode):
            return None
        key = _key(st)
        absolute = path if path.startswith("/") else os.path.join(os.getcwd(), path)
        if self.harmless.get(key) == (absolute, loader):
            return None
        folder, name = os.path.split(absolute)
        place = os.path.join(_realpath(folder), name)
        real = _realpath(place) if _is_link(place) else place
        _local.harmless = False
        try:
            _local.own = path
            fd = _os_open(path, _READ_FLAGS)
        except OSError:
            return None
        finally:
            _local.own = None
        try:
            opened = _fstat(fd)
            judged = self._judge(fd, opened, place, real, loader)
        finally:
            _os_close(fd)
        # Kept by the path as it was given: the next look at the same file ends before links are followed.
        if judged is None and _local.harmless and _key(opened) == key and _settled(opened):
            if len(self.harmless) > 50000:
                self.harmless.clear()
            self.harmless[key] = (absolute, loader)
        return judged

    def judge_mapped(self, fd):
        st = _fstat(fd)
        # Memory that processes of this user share is no file, though it has a descriptor.
        if st.st_mode & 0o077 == 0 and st.st_uid == self.uid and _path_of(fd, st).startswith("/dev/shm/"):
            return
        self.judge_fd(fd)

    def judge_fd(self, fd, loader=False):
        """A file that is open already: what counts is this very descriptor, its path only tells where it lies."""
        try:
            st = _fstat(fd)
        except OSError:
            return None
        if not stat.S_ISREG(st.st_mode) or st.st_size == 0:
            return None
        if _key(st) in self.verified:
            return _key(st)
        place = _path_of(fd, st)
        return self._judge(fd, st, place, place, loader)

    def _judge(self, fd, st, place, real, loader):
        if not stat.S_ISREG(st.st_mode):
            return None
        entry = self.entries.get(place)
        if entry is not None:
            self._check_link(entry)
            return self._check_bytes(fd, st, (entry,), entry.path)
        root, real_root = self._root_of(place), self._root_of(real)
        behind = self.entries.get(real)
        stored = self.lock.by_real(real) or ((behind,) if behind is not None else None)
        if stored and (root is None or place == real):
            return self._check_bytes(fd, st, stored, stored[0].path)
        if root is not None and real_root is None and not stored and _is_link(place):
            if is_loadable(place) or self._looks(fd, st):
                return self._refuse(
                    "link-escapes", self._shown(place), "is a symbolic link out of what the lock covers",
                    "replace the link by the file itself, or lock the folder that it leads to", found=real,
                )
        if root is None and real_root is not None:
            root, place = real_root, real
        if self.is_installed(real, root):
            return None
        if root is not None:
            return self._judge_inside(fd, st, place, root, loader)
        return self._judge_outside(fd, st, place, real, loader)

    def _judge_inside(self, fd, st, place, root, loader):
        inner = place[len(root) :]
        if "/.git/" in inner:
            return None
        if inner.endswith(".pyc") and "/__pycache__/" in inner:
            # Not refused: it counts as not there, and Python compiles the source, which is judged.
            raise FileNotFoundError(errno.ENOENT, "not in assay.lock; the source is used", place)
        code = is_code(place)
        if not code and not is_weights(place) and (st.st_dev, st.st_ino) in self.made:
            if not loader and not self._looks(fd, st):
                return None
        if code:
            what = "code"
        elif is_weights(place) or loader:
            what = "a model file"
        elif is_loadable(place):
            what = "a file that loaders read"
        else:
            what = self._looks(fd, st)
            if what is None:
                return None
        return self._refuse(
            "unlisted-code" if code else "unlisted-file", self._shown(place), "is %s that is not in the lock" % what,
            REMOVE,
        )

    def _judge_outside(self, fd, st, place, real, loader):
        name = real.rsplit("/", 1)[-1]
        what, code = self._looks(fd, st), "unlisted-file"
        if what is None and (is_code(name) or loader == "code"):
            if loader is not True and not (st.st_size > 0 and self._is_model_code(real, loader)):
                return self._harmless()
            if real.endswith(".pyc") and "/__pycache__/" in real:
                raise FileNotFoundError(errno.ENOENT, "the source is used", real)
            what, code = "code of a model", "unlisted-code"
        else:
            if what is None and _certain_weights(name) and not _is_text(_reader(fd), st.st_size):
                what = "a model file"
            if what is None and loader:
                what = "a file that is read as a model"
            if what is None:
                return self._harmless()
            if (st.st_dev, st.st_ino) in self.made or self._is_kept(st, real):
                return None
        if any(_under(real, folder) for folder in self.allowed):
            return None
        if st.st_size in self.lock.digests:
            found = self._hash(fd, st, place)
            if found in self.lock.digests[st.st_size]:
                _local.sha256 = found
                return _key(st)
        advice = "lock it (assay lock PATH), remove it, or name its folder in ASSAY_GUARD_ALLOW if it is data"
        return self._refuse(code, self._shown(place), "is %s that is not in the lock" % what, advice)

    def _is_model_code(self, real, loader):
        if any(_under(real, folder) for folder in self.downloads) or self._beside_weights(real):
            return True
        return loader == "code" and (real.endswith(" (deleted)") or real.startswith("/memfd:"))

    @staticmethod
    def _harmless():
        _local.harmless = True

    def _looks(self, fd, st):
        try:
            return _sniff(_reader(fd), st.st_size)
        except OSError:
            return None

    def _is_kept(self, st, real):
        if st.st_mode & 0o002 or (self.uid is not None and st.st_uid not in (self.uid, 0)):
            return False
        if any(_under(real, folder) for folder in self.kept):
            return True
        if "/__pycache__/" in real and real.endswith((".nbi", ".nbc")):
            return True
        # joblib hands arrays to its workers in files.
        return "/joblib_memmapping_folder_" in real and any(_under(real, folder) for folder in self.temporary)

    def _beside_weights(self, real):
        """A model folder of some client: settings and weights in one place. The folder of the program is none."""
        folder = os.path.dirname(real)
        if folder == self.own_folder:
            return False
        try:
            names = os.listdir(folder)
        except OSError:
            return False
        lower = [name.lower() for name in names]
        return "config.json" in lower and any(_certain_weights(n) or n.startswith("pytorch_model") for n in lower)

    def _check_link(self, entry):
        try:
            link = os.readlink(entry.place)
        except OSError:
            link = None
        if link == entry.link:
            return
        if entry.link is None:
            message = "has become a symbolic link"
        elif link is None:
            message = "was a symbolic link and is a file now"
        else:
            message = "is a symbolic link that leads elsewhere now"
        self._refuse("link-changed", entry.path, message, RESTORE, entry.link, link)

    def _check_bytes(self, fd, st, entries, path):
        key = _key(st)
        known = self.verified.get(key)
        wanted = [entry for entry in entries if entry.size == st.st_size]
        shard = _is_shard(entries[0].path)
        if not wanted:
            size = entries[0].size
            return self._refuse(
                "shard-changed" if shard else "size-changed", path,
                "has %d bytes, and %d were locked" % (st.st_size, size), RESTORE, str(size), str(st.st_size),
            )
        found = known or self._hash(fd, st, path)
        _local.sha256 = found
        if any(entry.sha256 == found for entry in wanted):
            return key
        return self._refuse(
            "shard-changed" if shard else "content-changed", path,
            "holds other bytes than those that were locked", RESTORE, wanted[0].sha256, found,
        )

    def same_code(self, path, data):
        """What is compiled is what was judged, whatever happened to the file in between."""
        digest = _sha256()
        digest.update(data)
        if digest.hexdigest() != _local.sha256:
            self._refuse(
                "changed-while-read", self._shown(path), "changed while it was read", "see who writes to it"
            )

    def _hash(self, fd, st, path):
        key = _key(st)
        known = self.verified.get(key)
        if known is not None:
            return known
        lock = self.busy.setdefault(key, _thread.RLock())
        with lock:
            known = self.verified.get(key) or self._stamped(key)
            if known is not None:
                return known
            digest = _sha256()
            read = _reader(fd)
            at, size = 0, st.st_size
            try:
                while at < size:
                    data = read(at, min(CHUNK, size - at))
                    if not data:
                        break
                    digest.update(data)
                    at += len(data)
            except OSError as error:
                self._refuse("unreadable", self._shown(path), "cannot be read: %s" % error.strerror)
                return ""
            if at != size or _key(_fstat(fd)) != key:
                self._refuse(
                    "changed-while-read", self._shown(path), "changed while it was read", "see who writes to it"
                )
            found = digest.hexdigest()
            if _settled(st):
                if len(self.verified) > 100000:
                    self.verified.clear()
                self.verified[key] = found
        self.busy.pop(key, None)
        return found

    def _stamped(self, key):
        """What `assay run` hashed before it became this process, and what has not changed since."""
        if self.stamp is None:
            self.stamp = {}
            if self.lock.pinned:
                try:
                    self.stamp = _read_stamp(self.lock, self.cache)
                except (OSError, ValueError, KeyError, TypeError, RecursionError):
                    pass
        return self.stamp.get(key)

    def _shown(self, place):
        folder = os.path.dirname(os.path.abspath(self.lock.file))
        if _under(place, folder):
            return place[len(folder) :].lstrip("/") or place
        return place

    def _refuse(self, code, path, message, advice=None, expected=None, found=None):
        """Returns in mode `warn` alone."""
        if _for_display():
            raise PermissionError(errno.EACCES, message, path)
        shown = (path, code)
        if shown not in self.reported:
            self.reported.add(shown)
            _report(self.mode, self.json_log, code, path, message, advice, expected, found)
        if self.mode == "warn":
            return None
        raise _refusal(code, path, message, advice, expected, found)


def _refusal(*args):
    process = sys.modules.get("multiprocessing.process")
    worker = process is not None and process.parent_process() is not None
    return (AssayRefusedInWorker if worker else AssayRefused)(*args)


def _report(mode, as_json, code, path, message, advice, expected, found):
    if as_json:
        event = {"level": "warn" if mode == "warn" else "error", "event": "refused", "code": code, "path": path,
                 "message": message}
        for name, value in (("advice", advice), ("expected", expected), ("found", found)):
            if value is not None:
                event[name] = value
        text = _json_line(event)
    else:
        text = "assay: refused: %s: %s (%s)" % (_visible(path), _visible(message), code)
        if advice:
            text += "\n  " + _visible(advice)
    try:
        os.write(2, (text + "\n").encode("utf-8", "backslashreplace"))
    except OSError:
        pass


def _for_display():
    """Whether a traceback wants to show a line of source: it gets none, and nothing stops."""
    frame = sys._getframe(2)
    for _ in range(12):
        if frame is None:
            return False
        if frame.f_globals.get("__name__") == "linecache" and frame.f_code.co_filename == _linecache_file():
            return True
        frame = frame.f_back
    return False


def _linecache_file():
    module = sys.modules.get("linecache")
    return getattr(getattr(module, "updatecache", None), "__code__", None) and module.updatecache.__code__.co_filename


def _is_link(place):
    try:
        return stat.S_ISLNK(os.lstat(place).st_mode)
    except OSError:
        return False


def _path_of(fd, st):
    try:
        path = os.readlink("/proc/self/fd/%d" % fd)
        there = _stat(path)
        if (there.st_dev, there.st_ino) == (st.st_dev, st.st_ino):
            return path
        return path if path.endswith(" (deleted)") else path + " (deleted)"
    except OSError:
        pass
    if sys.platform == "darwin":
        try:
            import fcntl

            return fcntl.fcntl(fd, 50, b"\0" * 1024).rstrip(b"\0").decode("utf-8", "surrogateescape")
        except (ImportError, OSError):
            pass
    return "/descriptor %d (deleted)" % fd


_TOOL_VARIABLES = (
    "TORCHINDUCTOR_CACHE_DIR TRITON_CACHE_DIR TORCH_EXTENSIONS_DIR MPLCONFIGDIR NUMBA_CACHE_DIR CUPY_CACHE_DIR "
    "PIP_CACHE_DIR UV_CACHE_DIR VLLM_CACHE_ROOT"
).split()
_TOOL_CACHES = (
    "torch_extensions torch/kernels torch/inductor matplotlib numba parso jedi black blib2to3 pip uv pylint mypy_cache "
    "fontconfig vllm/torch_compile_cache flashinfer"
).split()


def _installation():
    """The standard library and folders of packages: not whole prefixes, where models may lie too."""
    folders = [os.path.dirname(os.__file__)]
    for entry in sys.path:
        parts = entry.split("/")
        if "site-packages" in parts or "dist-packages" in parts:
            cut = parts.index("site-packages" if "site-packages" in parts else "dist-packages")
            folders.append("/".join(parts[: cut + 1]))
        elif parts[-1] == "lib-dynload":
            folders.append(entry)
    version = "python%d.%d" % sys.version_info[:2]
    for prefix in {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}:
        for lib in ("lib", "lib64"):
            folders.append(os.path.join(prefix, lib, version))
    folders += ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/cuda", "/sys"]
    return folders


def _real_folders(folders):
    found = []
    for folder in folders:
        if folder:
            # Both ways of writing it: most opens name what the path of the package says.
            for path in (os.path.abspath(folder), _realpath(folder)):
                if path != "/" and path not in found:
                    found.append(path)
    return found


# --- What happens in the interpreter --------------------------------------------------------------------------------

_guard = None
_WRITE_ONLY = os.O_WRONLY
_CREATES = os.O_TRUNC
_NEW = os.O_CREAT | os.O_EXCL


def _text_path(path):
    if type(path) is str:
        return path
    try:
        return os.fsdecode(path)
    except (TypeError, ValueError):
        return None


def _on_open(guard, path, flags):
    if path is getattr(_local, "own", None) and path is not None:
        return
    if isinstance(flags, int):
        if flags & 3 == _WRITE_ONLY or flags & _CREATES or flags & _NEW == _NEW or flags & _O_NOT_READ:
            return
    if isinstance(path, int):
        if path > 2:
            _local.last = guard.judge_fd(path)
        return
    text = _text_path(path)
    if not text or (text.startswith(guard.quick) and "/../" not in text) or "\0" in text:
        return
    _local.last = guard.judge_path(text, False)


def _on_dlopen(guard, name):
    text = _text_path(name) if name is not None and not isinstance(name, int) else None
    if text and "/" in text and not text.startswith(guard.quick):
        guard.judge_path(text, "code")


def _audit(event, args):
    # First what nearly every event is: another one.
    if event == "open":
        if _guard is not None:
            _on_open(_guard, args[0], args[2])
    elif event == "import":
        if args[1] is not None and _guard is not None:
            _on_dlopen(_guard, args[1])
    elif event == "mmap.__new__":
        if _guard is not None and isinstance(args[0], int) and args[0] > 2:
            _guard.judge_mapped(args[0])
    elif event == "ctypes.dlopen":
        if _guard is not None:
            _on_dlopen(_guard, args[0])


class _Opener:
    """`open` and `os.open`: what was opened must be what was judged, or it is judged by its descriptor.

    No function: a class may hold `open` as an attribute, and functions would bind to its instances there.
    """

    def __init__(self, real):
        self._real = self.__wrapped__ = real
        self.__name__ = self.__qualname__ = real.__name__
        self.__module__ = real.__module__
        self.__doc__ = real.__doc__
        self.__text_signature__ = getattr(real, "__text_signature__", None)

    def __repr__(self):
        return repr(self._real)

    def __reduce__(self):
        return self.__name__

    def __hash__(self):
        return hash(self._real)

    def __eq__(self, other):
        return self is other or other is self._real


class _FileOpener(_Opener):
    def __call__(self, *args, **kwargs):
        _local.last = None
        stream = self._real(*args, **kwargs)
        judged = _local.last
        if judged is None:
            mode = args[1] if len(args) > 1 else kwargs.get("mode", "r")
            if isinstance(mode, str) and ("w" in mode or "x" in mode or "+" in mode or "a" in mode):
                _note_written(stream)
            return stream
        _local.last = None
        try:
            if _key(_fstat(stream.fileno())) != judged:
                _guard.judge_fd(stream.fileno())
        except BaseException:
            stream.close()
            raise
        return stream


class _DescriptorOpener(_Opener):
    def __call__(self, path, flags, mode=0o777, *, dir_fd=None):
        _local.last = None
        fd = self._real(path, flags, mode) if dir_fd is None else self._real(path, flags, mode, dir_fd=dir_fd)
        judged = _local.last
        _local.last = None
        if _guard is None or flags & 3 == _WRITE_ONLY or flags & _CREATES or flags & _O_NOT_READ:
            return fd
        try:
            # The event of a path that is relative to a folder's descriptor does not tell which folder.
            if dir_fd is not None or (judged is not None and _key(_fstat(fd)) != judged):
                _guard.judge_fd(fd)
        except BaseException:
            _os_close(fd)
            raise
        return fd


def _note_written(stream):
    """Settings that this process writes below a root, it may read again."""
    if _guard is not None:
        try:
            fd = stream.fileno()
            if _guard._root_of(_path_of(fd, _fstat(fd))) is not None:
                _note_made(fd)
        except (OSError, AttributeError, ValueError):
            pass


def _note_made(fd_or_path):
    """Serialised by this very process: no stranger's bytes."""
    try:
        st = _fstat(fd_or_path) if isinstance(fd_or_path, int) else _stat(fd_or_path)
        if _guard is not None and stat.S_ISREG(st.st_mode):
            _guard.made.add((st.st_dev, st.st_ino))
    except (OSError, ValueError, TypeError):
        pass


# --- Loaders --------------------------------------------------------------------------------------------------------


def _judge_argument(value):
    if _guard is None:
        return
    if isinstance(value, (str, bytes)) or hasattr(value, "__fspath__"):
        text = _text_path(value)
        if text and "\0" not in text and len(text) < 4096 and not (
            text.startswith(_guard.quick) and "/../" not in text
        ):
            if os.path.isdir(text):
                _judge_folder(text)
            else:
                _guard.judge_path(text, True)
    elif hasattr(value, "fileno"):
        try:
            fd = value.fileno()
        except Exception:
            return
        if isinstance(fd, int) and fd > 2:
            place = _path_of(fd, _fstat(fd))
            if not _guard.is_installed(place, _guard._root_of(place)):
                _guard.judge_fd(fd, True)


def _judge_folder(folder):
    """Openers that take a folder read what they find in it."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__")]
        for name in files:
            if is_loadable(name):
                _guard.judge_path(os.path.join(parent, name), is_weights(name))


# Names under which loaders take a path.
_PATH_NAMES = frozenset(
    "f file filename filepath file_name fname path path_or_bytes model_file model_path path_model export_dir "
    "vocab merges vocab_filename merges_filename path_lora params_path mmproj_fname".split()
)


def _selected(args, kwargs, positions):
    for at in positions:
        if at < len(args):
            yield args[at]
    for name, value in kwargs.items():
        if name in _PATH_NAMES:
            yield value


def _wrapped(real, positions, before=None, after=None):
    import functools

    def guarded(*args, **kwargs):
        if before is not None:
            for value in _selected(args, kwargs, positions):
                before(value)
        result = real(*args, **kwargs)
        if after is not None:
            for value in _selected(args, kwargs, positions):
                after(value)
        return result

    try:
        functools.update_wrapper(guarded, real)
    except (AttributeError, TypeError):
        pass
    guarded.__assay__ = True
    return guarded


def _loads(owner, *names, positions=(0,)):
    """Wraps functions that open files by themselves, without an event: their arguments are judged first."""
    _wrap_all(owner, names, positions, before=_judge_argument)


def _makes(owner, *names, positions=(0, 1)):
    """Wraps functions that serialise values of this process: files in their arguments are its own afterwards."""
    _wrap_all(owner, names, positions, after=_note_argument)


def _wrap_all(owner, names, positions, before=None, after=None):
    for name in names:
        real = getattr(owner, name, None)
        if real is None or getattr(real, "__assay__", False):
            continue
        if isinstance(owner, type):
            static = isinstance(owner.__dict__.get(name), (staticmethod, classmethod)) or (
                name != "__init__" and not hasattr(real, "__code__")
            )
            wrapper = _wrapped(real, positions if static else tuple(at + 1 for at in positions), before, after)
            _replace(owner, name, real, staticmethod(wrapper) if static else wrapper)
        else:
            _replace(owner, name, real, _wrapped(real, positions, before, after))


def _note_argument(value):
    if isinstance(value, (str, bytes)) or hasattr(value, "__fspath__"):
        text = _text_path(value)
        if text and "\0" not in text and len(text) < 4096:
            for ending in ("", ".npy", ".npz"):
                _note_made(text + ending)
    elif hasattr(value, "fileno"):
        try:
            _note_made(value.fileno())
        except Exception:
            pass


def _replace(owner, name, real, wrapper):
    try:
        setattr(owner, name, wrapper)
    except (AttributeError, TypeError):
        return
    if not isinstance(owner, type):
        # Modules that have taken the name over already, when the guard comes late.
        for module in list(sys.modules.values()):
            names = getattr(module, "__dict__", None)
            if type(names) is dict and names.get(name) is real:
                names[name] = wrapper


def _patch_pickle(module):
    _loads(module, "load")
    _makes(module, "dump")
    init = module._Pickler.__init__

    def noted(self, file, *args, **kwargs):
        init(self, file, *args, **kwargs)
        try:
            _note_made(file.fileno())
        except Exception:
            pass

    module._Pickler.__init__ = noted


def _patch_torch_c(module):
    # The types stay what they are: other code asks for instances of them.
    _loads(module.PyTorchFileReader, "__init__")
    _makes(module.PyTorchFileWriter, "__init__")
    _loads(module, "_load_jit_module_from_file", "_load_mobile_module_from_file")
    _loads(module, "import_ir_module", positions=(1,))


def _patch_torch(module):
    _loads(module, "from_file")
    _loads(getattr(module, "UntypedStorage", None), "from_file")


def _patch_tokenizers(module):
    _loads(module.Tokenizer, "from_file")
    for name in ("BPE", "WordPiece", "WordLevel", "Unigram"):
        _loads(getattr(module.models, name, None), "from_file", "read_file", positions=(0, 1))


def _patch_sentencepiece(module):
    for name in ("LoadFromFile", "load_from_file", "Load", "load"):
        _loads(module.SentencePieceProcessor, name)


def _patch_onnxruntime(module):
    real = module.InferenceSession.__init__

    def __init__(self, path_or_bytes, *args, **kwargs):
        _judge_argument(path_or_bytes)
        if isinstance(path_or_bytes, str) or hasattr(path_or_bytes, "__fspath__"):
            # Tensors beside the graph are mapped by the native library.
            folder, name = os.path.split(os.path.abspath(os.fspath(path_or_bytes)))
            for other in os.listdir(folder) if os.path.isdir(folder) else ():
                if other != name and (other.startswith(name) or other.endswith((".data", "_data", ".onnx_data"))):
                    _judge_argument(os.path.join(folder, other))
        real(self, path_or_bytes, *args, **kwargs)

    module.InferenceSession.__init__ = __init__


def _patch_subprocess(module):
    real = module.Popen._execute_child

    def _execute_child(self, args, executable, *rest, **kwargs):
        if isinstance(args, (list, tuple)) and args:
            args = _guarded_command(args, executable)
        return real(self, args, executable, *rest, **kwargs)

    module.Popen._execute_child = _execute_child


def _patch_multiprocessing_util(module):
    real = module.spawnv_passfds

    def spawnv_passfds(path, args, passfds):
        return real(path, _guarded_command(args, path), passfds)

    module.spawnv_passfds = spawnv_passfds


# By the module whose import makes them reachable.
_PATCHES = {
    "pickle": _patch_pickle,
    "subprocess": _patch_subprocess,
    "multiprocessing.util": _patch_multiprocessing_util,
    "safetensors._safetensors_rust": lambda m: (_loads(m, "safe_open"), _makes(m, "serialize_file")),
    "torch._C": _patch_torch_c,
    "torch": _patch_torch,
    "torch.serialization": lambda m: (_loads(m, "load"), _makes(m, "save")),
    "joblib.numpy_pickle": lambda m: (_loads(m, "load"), _makes(m, "dump")),
    "numpy.lib._npyio_impl": lambda m: (_loads(m, "load"), _makes(m, "save", "_savez")),
    "numpy.lib.npyio": lambda m: (_loads(m, "load"), _makes(m, "save", "_savez")),
    "h5py.h5f": lambda m: (_loads(m, "open"), _makes(m, "create")),
    "tokenizers": _patch_tokenizers,
    "sentencepiece": _patch_sentencepiece,
    "onnxruntime.capi.onnxruntime_inference_collection": _patch_onnxruntime,
    "onnx": lambda m: _loads(m, "load", "load_model"),
    "keras.src.saving.saving_api": lambda m: (_loads(m, "load_model", "load_weights"), _makes(m, "save_model")),
    "llama_cpp.llama_cpp": lambda m: (
        _loads(m, "llama_model_load_from_file", "llama_load_model_from_file"),
        _loads(m, "llama_adapter_lora_init", "llama_lora_adapter_init", "llama_state_load_file", positions=(1,)),
    ),
    "llama_cpp.mtmd_cpp": lambda m: _loads(m, "mtmd_init_from_file"),
    "tensorflow.python.saved_model.load": lambda m: _loads(m, "load", "load_partial"),
    "tensorflow.python.training.py_checkpoint_reader": lambda m: _loads(m, "NewCheckpointReader"),
    "tensorflow.lite.python.interpreter": lambda m: _loads(m.Interpreter, "__init__"),
    "xgboost.core": lambda m: _loads(m.Booster, "load_model", "__init__"),
    "lightgbm.basic": lambda m: _loads(m.Booster, "__init__"),
}


class _Finder:
    """Finds nothing itself: lets the others find, and has a module patched right after it was executed."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in _PATCHES:
            return None
        for finder in sys.meta_path:
            if finder is _Finder or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None:
                    _patch_after(spec.loader, name)
                return spec
        return None


def _patch_after(loader, name):
    execute = getattr(loader, "exec_module", None)
    if execute is None:
        return

    def exec_module(module):
        try:
            del loader.exec_module
        except AttributeError:
            pass
        execute(module)
        _patch(name, module)

    try:
        loader.exec_module = exec_module
    except (AttributeError, TypeError):
        _say("%s cannot be watched: its loader is of an unknown kind" % name)


def _patch(name, module):
    if _guard is not None:
        try:
            _PATCHES[name](module)
        except AttributeError as error:
            _say("this version of %s cannot be watched in full: %s" % (name, error))


def _say(text):
    try:
        os.write(2, ("assay_guard: %s\n" % _visible(text)).encode("utf-8", "backslashreplace"))
    except OSError:
        pass


def _patch_source_loader():
    """Modules are compiled from the bytes that were judged."""
    from importlib import _bootstrap_external as external

    real = external.FileLoader.get_data

    def get_data(self, path):
        _local.last = None
        data = real(self, path)
        if _local.last is not None and _guard is not None:
            _local.last = None
            _guard.same_code(path, data)
        return data

    external.FileLoader.get_data = get_data


# --- Other Python processes -----------------------------------------------------------------------------------------

_BOOT = "import sys;sys.path.insert(0,%r);import assay_guard;del sys.path[0];assay_guard.main()"
_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")


def _guarded_command(args, executable=None):
    """`python [options] X` as `python [options] assay_guard.py X`, when it is a Python of this installation."""
    if _guard is None or os.environ.get("ASSAY_GUARD_CHILDREN") == "0":
        return args
    try:
        words = [os.fsdecode(word) for word in args]
        program = os.fsdecode(executable) if executable else words[0]
    except (TypeError, ValueError):
        return args
    if not _is_this_python(program):
        return args
    at = 1
    while at < len(words):
        word = words[at]
        if not word.startswith("-") or word in ("-c", "-m"):
            break
        if word in ("-", "-V", "-VV", "--version", "-h", "-?") or word.startswith("--help"):
            return args
        # Options in one word, the last of which takes the rest: `-Ic CODE`, `-um module`, `-mmodule`.
        letters = word[1:].lstrip("bBdEiIOPqsSuvx")
        if letters[:1] in ("c", "m"):
            before = word[1 : len(word) - len(letters)]
            words[at : at + 1] = (["-" + before] if before else []) + ["-" + letters[0]] + ([letters[1:]] if letters[1:] else [])
            continue
        at += 2 if word in _WITH_VALUE else 1
    rest = words[at:]
    if not rest or (rest[0] in ("-c", "-m") and len(rest) < 2):
        return args
    if rest[0] == "-c" and rest[1].startswith(("from multiprocessing.resource_tracker import main", _BOOT[:24])):
        return args
    if _same_file(rest[0], __file__) or (rest[0] == "-m" and rest[1] == "assay_guard"):
        return args
    # By arguments too: the environment of the child may be another one.
    settings = ["--lock", _guard.lock.file] + (["--warn"] if _guard.mode == "warn" else [])
    return words[:at] + ["-c", _BOOT % _FOLDER] + settings + rest


def _is_this_python(program):
    if not os.path.basename(program).startswith(("python", "pypy")):
        return False
    if "/" not in program:
        import shutil

        program = shutil.which(program) or program
    return _same_file(program, sys.executable)


def _same_file(a, b):
    try:
        return os.path.samefile(a, b)
    except (OSError, ValueError, TypeError):
        return False


# --- Entry points ---------------------------------------------------------------------------------------------------


def _find_lock(env):
    named = env.get("ASSAY_GUARD_LOCK")
    if named:
        return os.path.abspath(named)
    folder = os.getcwd()
    while True:
        candidate = os.path.join(folder, LOCK_NAME)
        if os.path.exists(candidate):
            return candidate
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def is_installed():
    return _guard is not None


def install(lock=None, mode=None):
    """Puts the guard in force for the rest of the life of this process. Raises `AssayRefused` without a good lock."""
    global _guard
    env = os.environ
    mode = mode or env.get("ASSAY_GUARD") or "enforce"
    if mode == "off":
        return
    if os.sep != "/":
        raise OSError("assay_guard works on Linux and macOS")
    if mode not in ("enforce", "warn"):
        raise ValueError("ASSAY_GUARD is enforce, warn or off, not %r" % mode)
    file = os.path.abspath(os.fspath(lock)) if lock is not None else _find_lock(env)
    if _guard is not None:
        if file is not None and lock is not None and not _same_file(file, _guard.lock.file):
            raise ValueError("the guard is in force with another lock: %s" % _guard.lock.file)
        return
    try:
        if file is None:
            raise AssayRefused(
                "lock-missing", LOCK_NAME, "is in none of the folders from here upwards",
                "name it: ASSAY_GUARD_LOCK=/path/assay.lock; assay lock writes one",
            )
        guard = _Guard(_Lock(file, env), mode, env)
    except AssayRefused as refused:
        _report(mode, mode == "warn" or env.get("ASSAY_GUARD_LOG") == "json", *refused.args)
        if mode == "warn":
            return
        raise
    # Children find the same lock and mode, wherever they start.
    env["ASSAY_GUARD_LOCK"] = file
    env["ASSAY_GUARD"] = mode
    main_file = getattr(sys.modules.get("__main__"), "__file__", None)
    guard.own_folder = _realpath(os.path.dirname(os.path.abspath(main_file))) if main_file else None
    sys.addaudithook(_audit)
    sys.meta_path.insert(0, _Finder)
    opener, descriptors = _FileOpener(_open), _DescriptorOpener(_os_open)
    builtins.open = io.open = _io.open = opener
    os.open = sys.modules["posix" if "posix" in sys.modules else "nt"].open = descriptors
    os.supports_dir_fd.add(descriptors)
    _patch_source_loader()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=guard.busy.clear)
    _guard = guard
    for name in _PATCHES:
        module = sys.modules.get(name)
        if module is not None:
            _patch(name, module)


USAGE = "usage: python -m assay_guard [--lock FILE] [--warn] (script.py | -m module | -c code) [arguments...]"


def main():
    arguments = sys.argv[1:]
    lock = mode = None
    while arguments:
        word = arguments[0]
        if word == "--lock" and len(arguments) > 1:
            lock = arguments[1]
            del arguments[:2]
        elif word.startswith("--lock="):
            lock = arguments.pop(0)[7:]
        elif word == "--warn":
            mode = "warn"
            del arguments[0]
        elif word in ("-h", "--help"):
            print(USAGE)
            return
        elif word == "--":
            del arguments[0]
            break
        else:
            break
    if not arguments or (arguments[0] in ("-m", "-c") and len(arguments) < 2):
        print(USAGE, file=sys.stderr)
        raise SystemExit(2)
    try:
        install(lock, mode)
    except AssayRefused:
        raise SystemExit(1) from None
    _run(arguments)


def _run(arguments):
    """As `python X` does: a fresh `__main__`, the first entry of `sys.path`, `sys.argv`."""
    import types

    module = types.ModuleType("__main__")
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    isolated = sys.flags.isolated or getattr(sys.flags, "safe_path", False)

    def first(entry):
        if isolated:
            return
        if sys.path and sys.path[0] in ("", os.getcwd(), _FOLDER):
            sys.path[0] = entry
        else:
            sys.path.insert(0, entry)

    if arguments[0] == "-c":
        sys.argv = ["-c"] + arguments[2:]
        first("")
        if _guard is not None:
            _guard.own_folder = _realpath(os.getcwd())
        exec(compile(arguments[1], "<string>", "exec"), module.__dict__)
        return
    import runpy

    if arguments[0] == "-m":
        sys.argv = arguments[1:]
        first(os.getcwd())
        runpy._run_module_as_main(arguments[1], True)
        return
    script = arguments[0]
    sys.argv = arguments
    if sys.version_info >= (3, 9):
        script = os.path.abspath(script)
    if os.path.isdir(script) or _is_zip(script):
        if not isolated:
            first(script)
        else:
            sys.path.insert(0, script)
        runpy._run_module_as_main("__main__", False)
        return
    folder = os.path.dirname(_realpath(script))
    first(folder)
    if _guard is not None:
        _guard.own_folder = folder
    module.__file__ = script
    module.__loader__ = None
    _local.last = None
    try:
        stream = io.open_code(script)
    except OSError as error:
        print("assay_guard: cannot open %s: %s" % (_visible(script), error.strerror), file=sys.stderr)
        raise SystemExit(2) from None
    with stream:
        source = stream.read()
    if _guard is not None and getattr(_local, "last", None) is not None:
        _guard.same_code(script, source)
    module.__cached__ = None
    exec(compile(source, script, "exec"), module.__dict__)


def _is_zip(path):
    try:
        with _open(path, "rb") as stream:
            stream.seek(0, 2)
            size = stream.tell()
            stream.seek(max(0, size - 22))
            return stream.read(4) == b"PK\x05\x06"
    except OSError:
        return False


if _IS_PROGRAM:
    main()
