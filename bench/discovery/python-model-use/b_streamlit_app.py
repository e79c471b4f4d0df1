import os

import streamlit as st
from dotenv import load_dotenv
from openai import OpenAI
from transformers import BlipForQuestionAnswering, BlipProcessor

load_dotenv()
st.set_page_config(page_title="Ask your picture", page_icon="🖼️")

LLMS = {
    "DeepSeek": {"base_url": "https://api.deepseek.com", "model": "deepseek-reasoner", "key": "DEEPSEEK_API_KEY"},
    "OpenAI": {"base_url": "https://api.openai.com/v1", "model": "gpt-3.5-turbo", "key": "OPENAI_API_KEY"},
}
PICTURE = "https://storage.googleapis.com/sfr-vision-language-research/BLIP/demo.jpg"


@st.cache_resource
def vision():
    processor = BlipProcessor.from_pretrained("Salesforce/blip-vqa-base")
    model = BlipForQuestionAnswering.from_pretrained("Salesforce/blip-vqa-base").to("cuda")
    return processor, model


choice = st.sidebar.selectbox("Model", list(LLMS))
conf = LLMS[choice]
client = OpenAI(api_key=os.environ[conf["key"]], base_url=conf["base_url"])

if question := st.chat_input("Ask"):
    stream = client.chat.completions.create(
        model=conf["model"],
        messages=[{"role": "user", "content": question}],
        stream=True,
    )
    st.write_stream(stream)
