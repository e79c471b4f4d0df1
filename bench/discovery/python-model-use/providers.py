"""One client for each provider that we pay."""
import anthropic
import boto3
import cohere
from google import genai
from groq import Groq
from mistralai import Mistral
from openai import AzureOpenAI, OpenAI

CLAUDE = "claude-sonnet-4-5-20250929"

_openai = OpenAI()
_azure = AzureOpenAI(azure_endpoint="https://contoso-eu.openai.azure.com", api_version="2024-06-01")
_anthropic = anthropic.Anthropic()
_bedrock = boto3.client("bedrock-runtime", region_name="eu-central-1")
_genai = genai.Client(api_key="from-the-vault")
_mistral = Mistral()
_cohere = cohere.ClientV2()
_groq = Groq()
_router = OpenAI(base_url="https://openrouter.ai/api/v1", api_key="x")
_deepseek = OpenAI(api_key="y", base_url="https://api.deepseek.com")


def ask(question: str) -> list[str]:
    messages = [{"role": "user", "content": question}]
    answers = []
    answers.append(_openai.chat.completions.create(model="gpt-4.1-mini", messages=messages))
    answers.append(_azure.chat.completions.create(model="gpt4o-prod-eu", messages=messages))
    answers.append(_anthropic.messages.create(model=CLAUDE, max_tokens=1000, messages=messages))
    answers.append(_bedrock.invoke_model(modelId="anthropic.claude-3-5-sonnet-20240620-v1:0", body="{}"))
    answers.append(_bedrock.converse(modelId="amazon.nova-lite-v1:0", messages=messages))
    answers.append(_genai.models.generate_content(model="gemini-2.5-flash", contents=question))
    answers.append(_mistral.chat.complete(model="mistral-large-latest", messages=messages))
    answers.append(_cohere.chat(model="command-r-plus-08-2024", messages=messages))
    answers.append(_groq.chat.completions.create(model="llama-3.3-70b-versatile", messages=messages))
    answers.append(_router.chat.completions.create(model="anthropic/claude-3.7-sonnet", messages=messages))
    answers.append(_deepseek.chat.completions.create(model="deepseek-reasoner", messages=messages))
    return answers


def embed(texts):
    return _openai.embeddings.create(model="text-embedding-3-small", input=texts)
