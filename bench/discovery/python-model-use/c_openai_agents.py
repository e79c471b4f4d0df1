import asyncio

from agents import Agent, Runner, function_tool, WebSearchTool
from agents.extensions.models.litellm_model import LitellmModel

INSTRUCTIONS = "Hand the caller over to billing or to support, and never promise refunds."


@function_tool
def lookup(order: str) -> str:
    """Looks an order up."""
    return order


billing = Agent(name="Billing", instructions="Answer questions about invoices politely and briefly.", model="gpt-4.1", tools=[lookup])
support = Agent(name="Support", instructions=INSTRUCTIONS, model=LitellmModel(model="anthropic/claude-opus-4-20250514", api_key="k"))
triage = Agent(name="Triage", handoffs=[billing, support], model="o3-mini", tools=[WebSearchTool()])

if __name__ == "__main__":
    print(asyncio.run(Runner.run(triage, "Where is my parcel?")).final_output)
