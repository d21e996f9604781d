"""`python -m rubricdsl` is `rub`."""

from rubricdsl.cli.main import main

if __name__ == "__main__":
    main()
