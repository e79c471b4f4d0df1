"""Runs pickles with inert names and tells what they named, called and changed.

Frames on standard input: length (u32, little endian), then the stream. One JSON line for each on standard output:
a list of [what, module, name].
"""

import copyreg
import gc
import io
import json
import pickle
import resource
import struct
import sys

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

seen = set()


class Recorder:
    """An attribute that records its use on an object or on its class."""

    def __init__(self, what):
        self.what = what

    def __get__(self, instance, owner):
        def used(*args):
            seen.add((self.what,) + owner._key)

        return used


class Meta(type):
    def __call__(cls, *args, **kwargs):
        seen.add(("call",) + cls._key)
        if cls._key == ("copyreg", "add_extension"):
            try:
                copyreg.add_extension(*args)
            except Exception:
                pass
        return object.__new__(cls)

    def __setitem__(cls, key, value):
        seen.add(("setitem",) + cls._key)


class Inert(metaclass=Meta):
    _key = ("", "")
    __setstate__ = Recorder("build")
    append = extend = Recorder("append")
    add = Recorder("add")

    def __new__(cls, *args, **kwargs):
        seen.add(("call",) + cls._key)
        return object.__new__(cls)

    def __call__(self, *args, **kwargs):
        seen.add(("indirect",) + self._key)
        return self

    def __setitem__(self, key, value):
        seen.add(("setitem",) + self._key)


class Registry(dict):
    def find(self, module, name):
        seen.add(("name", module, name))
        key = (module, name)
        if key not in self:
            self[key] = Meta("Inert", (Inert,), {"_key": key})
        return self[key]


class Persistent(Inert):
    _key = ("<persistent>", "")


registry = Registry()


class C(pickle.Unpickler):
    def find_class(self, module, name):
        return registry.find(module, name)

    def persistent_load(self, pid):
        return object.__new__(Persistent)


class Python(pickle._Unpickler):
    def find_class(self, module, name):
        return registry.find(module, name)

    def persistent_load(self, pid):
        return object.__new__(Persistent)


class Plain:
    """A file that cannot look ahead."""

    def __init__(self, data):
        inner = io.BytesIO(data)
        self.read = inner.read
        self.readline = inner.readline


def attempt(unpickler, file, encoding):
    try:
        unpickler(file, encoding=encoding, buffers=iter([b"x", bytearray(b"y")])).load()
    except Exception:
        pass
    registry.clear()
    copyreg._extension_registry.clear()
    copyreg._inverted_registry.clear()
    copyreg._extension_cache.clear()


def run(data):
    seen.clear()
    for encoding in ("latin1", "ASCII"):
        attempt(C, io.BytesIO(data), encoding)
        attempt(Python, io.BytesIO(data), encoding)
    attempt(C, Plain(data), "latin1")
    attempt(C, io.BufferedReader(io.BytesIO(data), 16), "latin1")
    attempt(C, io.BufferedReader(io.BytesIO(data)), "latin1")
    return sorted(seen)


def main():
    source = sys.stdin.buffer
    gc.disable()
    for n in range(1 << 62):
        header = source.read(4)
        if len(header) < 4:
            return
        (size,) = struct.unpack("<I", header)
        result = run(source.read(size))
        sys.stdout.write(json.dumps(result) + "\n")
        if n % 500 == 0:
            gc.collect()
    sys.stdout.flush()


main()
