import asyncio

from semantic_kernel import Kernel
from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion, OpenAIChatCompletion, OpenAITextEmbedding
from semantic_kernel.connectors.memory.azure_cognitive_search import AzureCognitiveSearchMemoryStore

kernel = Kernel()
kernel.add_service(OpenAIChatCompletion(service_id="chat", ai_model_id="gpt-4o-mini"))
kernel.add_service(AzureChatCompletion(service_id="azure", deployment_name="gpt-4o-weu", endpoint="https://weu.openai.azure.com"))
kernel.add_service(OpenAITextEmbedding(ai_model_id="text-embedding-3-small"))
asyncio.run(kernel.invoke_prompt("hello"))
