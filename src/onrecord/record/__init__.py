"""The frozen values that the stages speak in. No I/O."""
