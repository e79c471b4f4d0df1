import joblib
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

frame = pd.read_csv("data/churn.csv")
pipeline = make_pipeline(StandardScaler(), RandomForestClassifier(n_estimators=200))
x_train, x_test, y_train, y_test = train_test_split(frame.drop(columns="y"), frame["y"])
pipeline.fit(x_train, y_train)
joblib.dump(pipeline, "models/churn.joblib")
labels = joblib.load("models/label_encoder.joblib")
features = np.load("data/features.npy")
