FROM --platform=$BUILDPLATFORM python:3.12-slim AS base
ARG EMBED=sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2
ENV EMBED_MODEL=$EMBED
RUN python -c "from transformers import pipeline; pipeline('sentiment-analysis', model='distilbert/distilbert-base-uncased-finetuned-sst-2-english')"
RUN python -m spacy download en_core_web_sm
RUN <<EOT
set -e
pip install "huggingface_hub[cli]"
hf download Systran/faster-whisper-base
EOT
RUN python3 <<EOF2
from sentence_transformers import CrossEncoder
CrossEncoder("mixedbread-ai/mxbai-rerank-xsmall-v1")
EOF2
ADD https://huggingface.co/Xenova/bge-base-en-v1.5/resolve/main/onnx/model.onnx /models/
FROM base AS final
LABEL model="acme/label" org.opencontainers.image.source=https://github.com/acme/app
HEALTHCHECK CMD curl -f http://localhost/health
ENTRYPOINT ["text-generation-launcher"]
CMD ["--model-id", "tiiuae/falcon-7b-instruct", "--hostname", "0.0.0.0"]
