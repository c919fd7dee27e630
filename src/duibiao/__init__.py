"""duibiao (对标): what a higher government's work report means for a place."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("duibiao")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
