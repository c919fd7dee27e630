"""duibiao (对标): what a higher government's work report means for a place."""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """``__version__``, looked up when it is asked for: it takes 25 ms."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version("duibiao")
    except PackageNotFoundError:  # a source tree that was never installed
        return "0.0.0"
