import json

from openai import OpenAI

REVIEW_PROMPT = (
    "You review pull requests. Point out what is wrong, "
    "and never comment on style."
)
PROMPT_VERSION = "2024-11"
USER_TEMPLATE = "Diff:\n{diff}"
MODEL = "gpt-4o"
client = OpenAI(api_key="k", timeout=20)


def review(diff: str, language: str):
    reply = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": REVIEW_PROMPT},
            {"role": "user", "content": USER_TEMPLATE.format(diff=diff)},
        ],
    )
    return json.loads(reply.choices[0].message.content)


def translate(text: str):
    return client.responses.create(
        model="gpt-4.1-2025-04-14",
        instructions="Translate the text into plain German without adding anything.",
        input=text,
    )
