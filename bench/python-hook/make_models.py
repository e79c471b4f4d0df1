"""Models as real libraries write them, into the folder given; and the same with other weights under `other/`."""

import os
import pickle
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")
root = sys.argv[1]
os.makedirs(root, exist_ok=True)


def at(*parts):
    path = os.path.join(root, *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def main():
    import numpy as np
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    config = LlamaConfig(
        vocab_size=256, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=4, max_position_embeddings=64,
    )
    model = LlamaForCausalLM(config)
    model.save_pretrained(at("sharded"), max_shard_size="100KB")
    model.save_pretrained(at("single"))
    config.save_pretrained(at("bin"))
    os.makedirs(at("bin"), exist_ok=True)
    torch.save(model.state_dict(), at("bin", "pytorch_model.bin"))
    torch.save({"a": torch.randn(8)}, at("torch", "new.pt"))
    torch.save({"a": torch.randn(8)}, at("torch", "old.pt"), _use_new_zipfile_serialization=False)
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), at("torch", "script.pt"))
    with open(at("pickle", "data.pkl"), "wb") as stream:
        pickle.dump({"a": float(torch.rand(1))}, stream)
    np.save(at("numpy", "array.npy"), np.random.default_rng().normal(size=4))
    np.savez(at("numpy", "arrays.npz"), a=np.random.default_rng().normal(size=4))
    remote_code(config)
    tokenizer()
    optional("joblib", joblib_models)
    optional("keras", keras_models)
    optional("onnx", onnx_model)
    optional("gguf", gguf_model)
    optional("h5py", hdf5_file)


def remote_code(config):
    """A model with code of its own, as `trust_remote_code` loads it."""
    import json

    folder = os.path.dirname(at("remote", "x"))
    with open(at("remote", "configuration_own.py"), "w") as stream:
        stream.write("from transformers import PretrainedConfig\n\n\nclass OwnConfig(PretrainedConfig):\n    model_type = 'own'\n")
    with open(at("remote", "modeling_own.py"), "w") as stream:
        stream.write(
            "import torch\nfrom transformers import PreTrainedModel\nfrom .configuration_own import OwnConfig\n\n\n"
            "class OwnModel(PreTrainedModel):\n    config_class = OwnConfig\n\n    def __init__(self, config):\n"
            "        super().__init__(config)\n        self.layer = torch.nn.Linear(4, 4)\n        self.post_init()\n"
        )
    import torch
    from safetensors.torch import save_file

    save_file({"layer.weight": torch.randn(4, 4), "layer.bias": torch.randn(4)}, at("remote", "model.safetensors"), {"format": "pt"})
    with open(os.path.join(folder, "config.json"), "w") as stream:
        json.dump(
            {"model_type": "own", "architectures": ["OwnModel"],
             "auto_map": {"AutoConfig": "configuration_own.OwnConfig", "AutoModel": "modeling_own.OwnModel"}},
            stream,
        )


def tokenizer():
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    made = Tokenizer(models.BPE(unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.train_from_iterator(["a few words " * 20, str(sys.argv[2:])], trainers.BpeTrainer(special_tokens=["[UNK]"], vocab_size=60))
    made.save(at("tokenizer", "tokenizer.json"))
    optional("sentencepiece", sentencepiece_model)


def sentencepiece_model():
    import sentencepiece

    with open(at("text.txt"), "w") as stream:
        stream.write("some words for a model of words\n" * 200 + str(sys.argv[2:]) + "\n")
    sentencepiece.SentencePieceTrainer.Train(
        input=at("text.txt"), model_prefix=at("tokenizer", "pieces"), vocab_size=40, hard_vocab_limit=False,
        minloglevel=2,
    )
    os.unlink(at("text.txt"))


def joblib_models():
    import joblib

    joblib.dump({"a": float(os.urandom(1)[0])}, at("joblib", "plain.joblib"))
    joblib.dump({"a": os.urandom(64)}, at("joblib", "packed.joblib.gz"), compress=("gzip", 3))


def keras_models():
    import keras

    model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(2)])
    model.save(at("keras", "model.keras"))
    model.save_weights(at("keras", "model.weights.h5"))


def onnx_model():
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    weights = numpy_helper.from_array(np.random.default_rng().normal(size=(4, 4)).astype("float32"), "w")
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])], "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 4])], [weights],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, at("onnx", "model.onnx"))
    onnx.save(
        model, at("onnx", "split.onnx"), save_as_external_data=True, location="split.onnx.data", size_threshold=0
    )


def gguf_model():
    import gguf
    import numpy as np

    writer = gguf.GGUFWriter(at("gguf", "model.gguf"), "llama")
    writer.add_tensor("w", np.random.default_rng().normal(size=(4, 4)).astype("float32"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def hdf5_file():
    import h5py
    import numpy as np

    with h5py.File(at("hdf5", "data.h5"), "w") as stream:
        stream["a"] = np.random.default_rng().normal(size=4)


def optional(module, action):
    try:
        __import__(module)
    except ImportError:
        print("not here:", module, file=sys.stderr)
        return
    action()


main()
