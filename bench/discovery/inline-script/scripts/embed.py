#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.12"
# dependencies = [
#   "sentence-transformers>=3",
#   "qdrant-client==1.9.1",
# ]
# ///
"""Not a block:
# dependencies = ["pandas"]
"""
import sentence_transformers
