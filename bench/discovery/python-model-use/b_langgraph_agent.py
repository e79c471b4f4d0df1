from typing import Annotated

from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tools import tool
from langgraph.graph import StateGraph
from langgraph.prebuilt import create_react_agent
from typing_extensions import TypedDict

INSTRUCTIONS = """Plan the trip in at most five steps and book nothing."""


class State(TypedDict):
    messages: Annotated[list, "messages"]
    model: str


@tool
def weather(city: str) -> str:
    """Weather of a city, e.g. weather("Ulm")."""
    return "sun"


model = ChatAnthropic(model_name="claude-3-haiku-20240307", temperature=0, max_tokens=2048)
agent = create_react_agent(model, tools=[weather], prompt=INSTRUCTIONS)
quick = create_react_agent("openai:gpt-4.1-nano", tools=[weather])


def plan(state: State):
    answer = model.invoke([SystemMessage(content=INSTRUCTIONS), HumanMessage(content="Where to?")])
    return {"messages": [answer]}


graph = StateGraph(State)
graph.add_node("plan", plan)
