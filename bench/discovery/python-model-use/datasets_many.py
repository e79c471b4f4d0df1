from datasets import concatenate_datasets, interleave_datasets, load_dataset, load_from_disk

squad = load_dataset("squad_v2", split="validation")
glue = load_dataset("glue", "mrpc")
wiki = load_dataset("wikimedia/wikipedia", "20231101.de", split="train", streaming=True)
pinned = load_dataset("Open-Orca/OpenOrca", revision="e9c87b4abb2609913751f0b26553fdc8c061796c")
local = load_dataset("csv", data_files={"train": "data/train.csv", "test": ["data/test_a.csv", "data/test_b.csv"]})
remote = load_dataset("parquet", data_files="https://data.contoso.com/dumps/tickets.parquet")
images = load_dataset("imagefolder", data_dir="data/photos")
disk = load_from_disk("data/tokenized")
both = concatenate_datasets([glue["train"], squad])


def get(name: str, subset=None):
    return load_dataset(name, subset)


extra = [get(n) for n in ("tatsu-lab/alpaca", "databricks/databricks-dolly-15k")]
