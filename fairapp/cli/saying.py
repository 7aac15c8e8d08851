"""What a command says when it is refused."""

import click

from fairapp.domain.errors import Refusal


class Saying(click.ClickException):
    """A refusal, in its own sentence."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
