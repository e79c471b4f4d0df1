from crewai import LLM, Agent, Crew, Task
from pydantic_ai import Agent as TypedAgent
from smolagents import CodeAgent, InferenceClientModel, LiteLLMModel
import dspy
import litellm
from langchain.chat_models import init_chat_model

researcher = Agent(
    role="Researcher",
    goal="Find recent work",
    backstory="You have read everything that was ever written on battery chemistry.",
    llm=LLM(model="anthropic/claude-3-7-sonnet-20250219", temperature=0.1),
)
triage = TypedAgent("openai:gpt-4o", instructions="Decide which team takes the ticket, and say why.")
coder = CodeAgent(tools=[], model=InferenceClientModel(model_id="Qwen/Qwen2.5-Coder-32B-Instruct"))
helper = CodeAgent(tools=[], model=LiteLLMModel(model_id="gemini/gemini-2.0-flash-001"))
dspy.configure(lm=dspy.LM("openai/gpt-4o-mini", max_tokens=500))
chat = init_chat_model("google_genai:gemini-2.5-pro")
other = init_chat_model("mistral-small-latest", model_provider="mistralai")


def draft(text):
    return litellm.completion(model="groq/llama-3.1-8b-instant", messages=[{"role": "user", "content": text}])
