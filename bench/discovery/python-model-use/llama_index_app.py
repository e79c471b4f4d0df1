from llama_index.core import Settings, SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.postprocessor import SentenceTransformerRerank
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.anthropic import Anthropic
from llama_index.llms.ollama import Ollama
from llama_index.vector_stores.chroma import ChromaVectorStore
import chromadb

Settings.llm = Anthropic(model="claude-3-5-haiku-latest", max_tokens=1024)
Settings.embed_model = HuggingFaceEmbedding("intfloat/multilingual-e5-large")
fallback = Ollama(model="mistral-nemo", request_timeout=120.0)
reranker = SentenceTransformerRerank(model="cross-encoder/ms-marco-MiniLM-L-6-v2", top_n=3)

db = chromadb.PersistentClient(path="./chroma_db")
store = ChromaVectorStore(chroma_collection=db.get_or_create_collection("handbook"))
documents = SimpleDirectoryReader("./handbook").load_data()
index = VectorStoreIndex.from_documents(documents, storage_context=StorageContext.from_defaults(vector_store=store))
