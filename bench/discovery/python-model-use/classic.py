import joblib
import mlflow
import onnxruntime as ort
import spacy
import torch
from tensorflow import keras

nlp = spacy.load("en_core_web_sm")
churn = joblib.load("models/churn_rf.joblib")
scaler = joblib.load("models/scaler.joblib")
session = ort.InferenceSession("models/detector.onnx", providers=["CPUExecutionProvider"])
net = torch.load("checkpoints/epoch_12.pt", map_location="cpu", weights_only=True)
champion = mlflow.pyfunc.load_model("models:/fraud-detector/7")
staging = mlflow.sklearn.load_model("models:/fraud-detector@challenger")
old = keras.models.load_model("/mnt/share/team/models/forecast.keras")
