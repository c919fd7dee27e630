"""``python -m duibiao.lexicon`` checks every vocabulary file of the package."""

import sys

from duibiao.lexicon.lint import main

sys.exit(main())
