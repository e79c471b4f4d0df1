"""Own classes whose names are those of libraries."""
import httpx
from pydantic import BaseModel


class Agent:
    def __init__(self, model: str, name: str) -> None:
        self.model = model
        self.name = name


class Trainer:
    def __init__(self, model, dataset=None):
        self.model = model


class Client:
    def create(self, model: str):
        return httpx.get(f"https://shop.example/{model}")


class Chat(BaseModel):
    model: str = "sofa"


agent = Agent(model="x200", name="estate agent")
client = Client()
client.create(model="table-4")
chat = Chat(model="chair/12")
