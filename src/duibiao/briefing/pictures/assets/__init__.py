"""What pictures are drawn with, built by ``scripts/build_assets.py``."""
