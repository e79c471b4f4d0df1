from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.embedders import SentenceTransformersDocumentEmbedder, SentenceTransformersTextEmbedder
from haystack.components.generators import OpenAIGenerator
from haystack.components.rankers import TransformersSimilarityRanker
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.utils import Secret
from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockChatGenerator
from haystack_integrations.document_stores.qdrant import QdrantDocumentStore

store = QdrantDocumentStore("http://localhost:6333", index="wiki", embedding_dim=768)
indexing = Pipeline()
indexing.add_component("embed", SentenceTransformersDocumentEmbedder(model="BAAI/bge-m3"))
query = Pipeline()
query.add_component("embed", SentenceTransformersTextEmbedder(model="BAAI/bge-m3"))
query.add_component("rank", TransformersSimilarityRanker(model="mixedbread-ai/mxbai-rerank-base-v1"))
query.add_component("llm", OpenAIGenerator(model="gpt-4o-mini", api_key=Secret.from_env_var("OPENAI_API_KEY")))
query.add_component("alt", AmazonBedrockChatGenerator(model="eu.anthropic.claude-sonnet-4-20250514-v1:0"))
