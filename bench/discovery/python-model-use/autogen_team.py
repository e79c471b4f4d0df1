import autogen

config_list = [
    {"model": "gpt-4", "api_key": "sk-from-env"},
    {
        "model": "mistral-7b-instruct",
        "base_url": "http://10.0.0.12:1234/v1",
        "api_key": "none",
    },
    {"model": "prod-gpt-4o", "api_type": "azure", "base_url": "https://team.openai.azure.com/", "api_version": "2024-02-01"},
]

assistant = autogen.AssistantAgent("assistant", llm_config={"config_list": config_list, "temperature": 0})
user = autogen.UserProxyAgent("user", code_execution_config={"work_dir": "coding"})
user.initiate_chat(assistant, message="Plot the chart of NVDA and TESLA")
