"""`python -m musnad`."""

from musnad.cli import main

if __name__ == "__main__":
    main()
