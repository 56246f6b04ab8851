"""How the model is made: corpora, heads, the training run, the export to one ONNX file. Nothing here ships."""
