import faiss
import lancedb
import weaviate
from elasticsearch import Elasticsearch
from langchain_community.vectorstores import FAISS
from langchain_openai import OpenAIEmbeddings
from langchain_postgres import PGVector
from pinecone import Pinecone
from pymilvus import MilvusClient

embeddings = OpenAIEmbeddings(model="text-embedding-3-large", dimensions=1024)
index = FAISS.load_local("faiss_index", embeddings)
pg = PGVector(embeddings=embeddings, connection="postgresql+psycopg://app:hunter2@db.internal:5432/vectors", collection_name="docs")
pc = Pinecone(api_key="secret")
milvus = MilvusClient(uri="http://milvus.internal:19530")
lance = lancedb.connect("data/lance")
wv = weaviate.connect_to_local()
flat = faiss.IndexFlatIP(1024)
es = Elasticsearch("http://search:9200")
