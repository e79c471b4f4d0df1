from azure.storage.blob import BlobServiceClient
from google.cloud import bigquery, storage
import boto3

s3 = boto3.client("s3")
s3.download_file("models", "llama/model.safetensors", "cache/model.safetensors")
client = storage.Client(project="shop")
bucket = client.bucket("models")
rows = bigquery.Client().query("select model from cars").result()
blob = BlobServiceClient(account_url="https://shop.blob.core.windows.net")
sqs = boto3.resource("sqs")
