"""Loads one model of `make_models.py` in one way and prints `loaded`: `load.py WAY FOLDER`."""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")
WAYS = {}


def way(needs, *files):
    """`files` are read by it; each is tampered with in turn."""

    def take(function):
        WAYS[function.__name__] = (needs, files, function)
        return function

    return take


SHARDS = tuple("sharded/model-0000%d-of-00005.safetensors" % n for n in range(1, 6))


@way("transformers", "single/model.safetensors", "single/config.json", "single/generation_config.json")
def from_pretrained(root):
    from transformers import AutoModelForCausalLM

    AutoModelForCausalLM.from_pretrained(root + "/single")


@way("transformers", SHARDS[0], SHARDS[4], "sharded/model.safetensors.index.json", "sharded/config.json")
def from_pretrained_shards(root):
    from transformers import LlamaForCausalLM

    LlamaForCausalLM.from_pretrained(root + "/sharded")


@way("transformers", "bin/pytorch_model.bin")
def from_pretrained_bin(root):
    from transformers import LlamaForCausalLM

    LlamaForCausalLM.from_pretrained(root + "/bin", use_safetensors=False)


@way("transformers", "remote/modeling_own.py", "remote/configuration_own.py", "remote/model.safetensors")
def trust_remote_code(root):
    from transformers import AutoModel

    AutoModel.from_pretrained(root + "/remote", trust_remote_code=True)


@way("torch", "torch/new.pt")
def torch_load(root):
    import torch

    torch.load(root + "/torch/new.pt")


@way("torch", "torch/new.pt")
def torch_load_mmap(root):
    import torch

    torch.load(root + "/torch/new.pt", mmap=True)


@way("torch", "torch/new.pt")
def torch_native_reader(root):
    import torch

    torch._C.PyTorchFileReader(root + "/torch/new.pt").get_all_records()


@way("torch", "torch/old.pt")
def torch_load_old(root):
    import torch

    torch.load(root + "/torch/old.pt", weights_only=False)


@way("torch", "torch/script.pt")
def torch_jit_load(root):
    import torch

    torch.jit.load(root + "/torch/script.pt")


@way("torch", "torch/new.pt")
def torch_from_file(root):
    import torch

    torch.from_file(root + "/torch/new.pt", size=4)


@way("torch", "torch/new.pt")
def untyped_storage(root):
    import torch

    torch.UntypedStorage.from_file(root + "/torch/new.pt", False, 4)


@way("torch", "torch/new.pt")
def data_loader_worker(root):
    import torch

    class Data(torch.utils.data.Dataset):
        def __len__(self):
            return 1

        def __getitem__(self, index):
            return torch.load(root + "/torch/new.pt")["a"]

    list(torch.utils.data.DataLoader(Data(), num_workers=1))


@way("safetensors", "single/model.safetensors")
def safe_open(root):
    import safetensors

    with safetensors.safe_open(root + "/single/model.safetensors", framework="pt") as stream:
        stream.keys()


@way("safetensors", "single/model.safetensors")
def safetensors_load_file(root):
    from safetensors.torch import load_file

    load_file(root + "/single/model.safetensors")


@way("safetensors", "single/model.safetensors")
def safetensors_numpy(root):
    from safetensors.numpy import load_file

    load_file(root + "/single/model.safetensors")


@way("safetensors", "single/model.safetensors")
def safetensors_by_link(root):
    from safetensors import safe_open as opened

    if not os.path.lexists("link.safetensors"):
        os.symlink(root + "/single/model.safetensors", "link.safetensors")
    opened("link.safetensors", "np")


@way("pickle", "pickle/data.pkl")
def pickle_load(root):
    import pickle

    with open(root + "/pickle/data.pkl", "rb") as stream:
        pickle.load(stream)


@way("pickle", "pickle/data.pkl")
def pickle_loads(root):
    import pickle

    with open(root + "/pickle/data.pkl", "rb") as stream:
        pickle.loads(stream.read())


@way("pandas", "pickle/data.pkl")
def pandas_read_pickle(root):
    import pandas

    pandas.read_pickle(root + "/pickle/data.pkl")


@way("joblib", "joblib/plain.joblib")
def joblib_load(root):
    import joblib

    joblib.load(root + "/joblib/plain.joblib")


@way("joblib", "joblib/packed.joblib.gz")
def joblib_load_packed(root):
    import joblib

    joblib.load(root + "/joblib/packed.joblib.gz")


@way("numpy", "numpy/array.npy")
def numpy_load(root):
    import numpy

    numpy.load(root + "/numpy/array.npy")


@way("numpy", "numpy/array.npy")
def numpy_memmap(root):
    import numpy

    numpy.load(root + "/numpy/array.npy", mmap_mode="r")


@way("numpy", "numpy/arrays.npz")
def numpy_load_archive(root):
    import numpy

    numpy.load(root + "/numpy/arrays.npz")["a"]


@way("numpy", "numpy/array.npy")
def numpy_fromfile(root):
    import numpy

    numpy.fromfile(root + "/numpy/array.npy")


@way("keras", "keras/model.keras")
def keras_load_model(root):
    import keras

    keras.models.load_model(root + "/keras/model.keras")


@way("keras", "keras/model.keras", "keras/model.weights.h5")
def keras_load_weights(root):
    import keras

    keras.models.load_model(root + "/keras/model.keras").load_weights(root + "/keras/model.weights.h5")


@way("h5py", "hdf5/data.h5")
def hdf5(root):
    import h5py

    h5py.File(root + "/hdf5/data.h5")


@way("onnx", "onnx/model.onnx")
def onnx_load(root):
    import onnx

    onnx.load(root + "/onnx/model.onnx")


@way("onnxruntime", "onnx/model.onnx")
def onnxruntime_session(root):
    import onnxruntime

    onnxruntime.InferenceSession(root + "/onnx/model.onnx", providers=["CPUExecutionProvider"])


@way("onnxruntime", "onnx/split.onnx.data")
def onnxruntime_data(root):
    import onnxruntime

    onnxruntime.InferenceSession(root + "/onnx/split.onnx", providers=["CPUExecutionProvider"])


@way("gguf", "gguf/model.gguf")
def gguf_reader(root):
    import gguf

    gguf.GGUFReader(root + "/gguf/model.gguf")


@way("tokenizers", "tokenizer/tokenizer.json")
def tokenizer_from_file(root):
    from tokenizers import Tokenizer

    Tokenizer.from_file(root + "/tokenizer/tokenizer.json")


@way("sentencepiece", "tokenizer/pieces.model")
def sentencepiece_load(root):
    import sentencepiece

    sentencepiece.SentencePieceProcessor(model_file=root + "/tokenizer/pieces.model")


if __name__ == "__main__":
    if sys.argv[1] == "--ways":
        import json

        def is_here(module):
            import importlib.util

            return importlib.util.find_spec(module) is not None

        print(json.dumps([[name, list(files), is_here(needs)] for name, (needs, files, _) in WAYS.items()]))
    else:
        WAYS[sys.argv[1]][2](sys.argv[2])
        print("loaded")
