#!/usr/bin/env python3
"""Judges cases from Python: pyarrow on one side, libzhunsheng.so on the other, nothing in between but ctypes.

    zs build examples/embedding/rules -o rules.zsb
    pip install pyarrow cffi
    examples/embedding/judge.py build/release/libzhunsheng.so rules.zsb
"""
import ctypes
import datetime
import sys

import pyarrow as pa
from pyarrow.cffi import ffi


class Library:
    """The few functions that this needs, with errors as exceptions."""

    def __init__(self, path):
        self.zs = ctypes.CDLL(path)
        self.zs.zs_error_en.restype = ctypes.c_char_p
        self.zs.zs_error_zh.restype = ctypes.c_char_p

    def __call__(self, name, *arguments):
        error = ctypes.c_void_p()
        if getattr(self.zs, name)(*arguments, ctypes.byref(error)) != 0:
            words = self.zs.zs_error_zh(error).decode() + "\n" + self.zs.zs_error_en(error).decode()
            self.zs.zs_error_free(error)
            raise RuntimeError(words)

    def make(self, name, *arguments):
        handle = ctypes.c_void_p()
        self(name, *arguments, ctypes.byref(handle))
        return handle


def address(structure):
    return ctypes.c_void_p(int(ffi.cast("uintptr_t", structure)))


def push(zs, run, batch):
    """A batch in, its findings out; neither is copied on the way."""
    schema, array = ffi.new("struct ArrowSchema*"), ffi.new("struct ArrowArray*")
    batch._export_to_c(int(ffi.cast("uintptr_t", array)), int(ffi.cast("uintptr_t", schema)))
    result = zs.make("zs_run_push", run, address(schema), address(array))
    zs("zs_result_findings", result, address(schema), address(array))
    zs.zs.zs_result_free(result)
    return pa.RecordBatch._import_from_c(int(ffi.cast("uintptr_t", array)), int(ffi.cast("uintptr_t", schema)))


def main(library, pack_file):
    zs = Library(library)
    pack = zs.make("zs_pack_open", pack_file.encode())
    engine = zs.make("zs_engine_new", pack, None)
    options = zs.make("zs_options_new")
    zs("zs_options_as_of", options, b"2024-10-16T12:00:00+08:00")
    run = zs.make("zs_run_new", engine, "办件".encode(), options)
    china = datetime.timezone(datetime.timedelta(hours=8))
    cases = pa.RecordBatch.from_pydict({
        "办件编号": ["A-1", "A-2", "A-3"],
        "受理时间": [datetime.datetime(2024, 9, 27, 9), datetime.datetime(2024, 9, 28, 9), datetime.datetime(2024, 10, 9, 10, 30)],
        "办结时间": pa.array([datetime.datetime(2024, 9, 27, 15, tzinfo=china), datetime.datetime(2024, 10, 10, 9, tzinfo=china), None], pa.timestamp("us", "Asia/Shanghai")),
    })
    for finding in push(zs, run, cases).to_pylist():
        print(finding["row"], finding["key"], finding["indicator"], finding["card"], finding["onset"].isoformat(), finding["status"], finding["reason"])
    for free, handle in (("zs_run_free", run), ("zs_options_free", options), ("zs_engine_free", engine), ("zs_pack_free", pack)):
        getattr(zs.zs, free)(handle)


if __name__ == "__main__":
    main(*sys.argv[1:])
