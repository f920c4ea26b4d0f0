"""Where the program starts: `worklist` and `python -m worklist`."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from worklist.cli.app import run  # inside, so that Ctrl-C while it loads is an answer too

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
