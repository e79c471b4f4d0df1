"""Usage:

    from sentence_transformers import SentenceTransformer
    model = SentenceTransformer("all-MiniLM-L6-v2")

    from openai import OpenAI
    OpenAI().chat.completions.create(model="gpt-4o")
"""
import argparse
import logging

import transformers

logger = logging.getLogger(__name__)

EPILOG = 'Example: AutoModel.from_pretrained("bert-base-uncased") and load_dataset("squad")'


def main() -> None:
    parser = argparse.ArgumentParser(epilog=EPILOG)
    parser.add_argument("--model", required=True, help="e.g. meta-llama/Llama-2-7b-hf")
    args = parser.parse_args()
    logger.info("transformers %s, model %s", transformers.__version__, args.model)
    code = f"AutoModel.from_pretrained('{args.model}')"
    print(code)
