"""``python -m duibiao`` is the ``duibiao`` command."""

from duibiao.cli import main

if __name__ == "__main__":
    main()
