import os
import pandas as pd
from datasets import Dataset, load_dataset


def local_dataset(dataset_name):
    if dataset_name.endswith('.json') or dataset_name.endswith('.jsonl'):
        full_dataset = Dataset.from_json(path_or_paths=dataset_name)
    elif dataset_name.endswith('.csv'):
        full_dataset = Dataset.from_pandas(pd.read_csv(dataset_name))
    else:
        raise ValueError(f"Unsupported dataset format: {dataset_name}")
    return full_dataset.train_test_split(test_size=0.02)


def make_data_module(args):
    def load_data(dataset_name):
        if dataset_name == 'alpaca':
            return load_dataset("tatsu-lab/alpaca")
        elif dataset_name == 'alpaca-clean':
            return load_dataset("yahma/alpaca-cleaned")
        elif dataset_name == 'chip2':
            return load_dataset("laion/OIG", data_files='unified_chip2.jsonl')
        elif dataset_name == 'hh-rlhf':
            return load_dataset("Anthropic/hh-rlhf")
        elif dataset_name == 'vicuna':
            raise NotImplementedError("Vicuna data was not released.")
        else:
            if os.path.exists(dataset_name):
                return local_dataset(dataset_name)
            raise NotImplementedError(f"Dataset {dataset_name} not implemented yet.")

    dataset = load_data(args.dataset)
    mmlu = load_dataset("json", data_files={
        'eval': 'data/mmlu/zero_shot_mmlu_val.json',
        'test': 'data/mmlu/zero_shot_mmlu_test.json',
    })
    return dataset, mmlu
