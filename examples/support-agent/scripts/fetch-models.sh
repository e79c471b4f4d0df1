#!/usr/bin/env bash
# Fetches the models at the commits that were reviewed.
set -euo pipefail

hf download meridian-labs/tiny-chat --revision 3f6a1c0b9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f40 --local-dir models/tiny-chat
hf download meridian-labs/tiny-embed --revision 8b1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b90 --local-dir models/tiny-embed
hf download meridian-labs/tiny-summariser-GGUF --revision c0ffee1234567890abcdef1234567890abcdef12 --local-dir models/tiny-summariser
