"""The baseline: a Flask view that answers JSON and does nothing else."""

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/scan")
def scan():
    return jsonify(verdict="admit", code=request.get_json()["code"])
