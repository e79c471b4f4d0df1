import vertexai
from anthropic import AnthropicVertex
from google.cloud import aiplatform
from langchain_google_vertexai import ChatVertexAI, VertexAIEmbeddings
from vertexai.generative_models import GenerativeModel
from vertexai.language_models import TextEmbeddingModel

PROJECT = "contoso-ml"
vertexai.init(project=PROJECT, location="europe-west4")
aiplatform.init(project=PROJECT)

gemini = GenerativeModel("gemini-1.5-pro-002", system_instruction="You summarise minutes of meetings in three bullet points.")
embedding = TextEmbeddingModel.from_pretrained("text-embedding-005")
chat = ChatVertexAI(model="gemini-2.0-flash", temperature=0)
vectors = VertexAIEmbeddings(model_name="text-multilingual-embedding-002")
claude = AnthropicVertex(region="europe-west1", project_id=PROJECT)
claude.messages.create(model="claude-3-5-sonnet-v2@20241022", max_tokens=100, messages=[])
