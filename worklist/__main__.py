"""Where the program starts: `worklist` and `python -m worklist`."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # a command ends before its garbage matters; collecting while it loads costs a tenth of its time
    try:
        from worklist.cli.app import run  # inside, so that Ctrl-C while it loads is an answer too

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # nor is all that was loaded looked through once more at the end, which costs another tenth


if __name__ == "__main__":
    main()
