"""Keeps a list of programs running until it is told to stop."""

import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from config.run.child import Child, Program

TICK_SECONDS = 0.1
# waits before a dead child is started again: doubled each time, forgotten after a minute of life
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
SOUND_SECONDS = 60.0
# until all have lived together so long, a program that cannot live is a mistake to be told, not to be retried
SETTLED_SECONDS = 10.0
STARTING_ATTEMPTS = 3
READY_SECONDS = 20.0
# a page or a task may finish; the outbox has whatever does not
STOP_SECONDS = 10.0

Say = Callable[[str], None]


class CannotStart(Exception):
    """A program never came up; the message says which, and where its log is."""


class Seat:
    """The place of one program: who sits there, how often somebody fell off, and when the next may sit down."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.child: Child | None = None
        self.falls = 0
        self.next_start = 0.0

    def pause(self) -> float:
        return min(FIRST_PAUSE_SECONDS * 2 ** (self.falls - 1), LONGEST_PAUSE_SECONDS)


class Supervisor:
    """`run` starts the programs in order, starts again what dies, and returns 0 after SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, programs: Sequence[Program], logs: Path, say: Say) -> None:
        self.seats = [Seat(program) for program in programs]
        self.logs = logs
        self.say = say
        self.settled = False
        self.requests = 0

    def run(self, when_up: Callable[[], None] = lambda: None) -> int:
        """`when_up` is called once, when every program was ready. Returns 1 when one could never be started."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for seat in self.seats:
                self._start_and_wait(seat)
            if not self.requests:
                when_up()
            while not self.requests:
                self._look()
                time.sleep(TICK_SECONDS)
        except CannotStart as error:
            self.say(str(error))
            return 1
        finally:
            self._stop_all()
        return 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.requests += 1

    def _start_and_wait(self, seat: Seat) -> None:
        self._start(seat)
        deadline = time.monotonic() + READY_SECONDS
        while seat.program.ready and not self.requests:
            self._look()
            if seat.child and seat.program.ready():
                return
            if time.monotonic() > deadline:
                raise CannotStart(f"{seat.program.name} does not answer, see {self._log(seat)}")
            time.sleep(TICK_SECONDS)

    def _look(self) -> None:
        """Notices the dead, and starts again those whose pause is over."""
        self.settled = self.settled or all(seat.child and seat.child.seconds > SETTLED_SECONDS for seat in self.seats)
        for seat in self.seats:
            if seat.child and (code := seat.child.ended()) is not None:
                self._mourn(seat, seat.child, code)
            elif seat.child is None and seat.falls and time.monotonic() >= seat.next_start:
                self._start(seat)

    def _mourn(self, seat: Seat, child: Child, code: int) -> None:
        seat.child = None
        seat.falls = 1 if child.seconds > SOUND_SECONDS else seat.falls + 1
        if not self.settled and seat.falls >= STARTING_ATTEMPTS:
            raise CannotStart(f"{seat.program.name} cannot be started (exit {code}), see {self._log(seat)}")
        seat.next_start = time.monotonic() + seat.pause()
        self.say(f"{seat.program.name} ended (exit {code}), see {self._log(seat)}; started again in {seat.pause():g} s")

    def _start(self, seat: Seat) -> None:
        seat.child = Child(seat.program, self._log(seat))

    def _log(self, seat: Seat) -> Path:
        return self.logs / f"{seat.program.name}.log"

    def _stop_all(self) -> None:
        """All at once, those that the others lean on after them. A second signal kills."""
        for leant_on in (False, True):
            self._stop([seat.child for seat in self.seats if seat.child and seat.program.leant_on is leant_on])

    def _stop(self, children: list[Child]) -> None:
        asked = self.requests
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.ended() is None for child in children):
            if time.monotonic() > deadline or self.requests > asked:
                break
            time.sleep(TICK_SECONDS)
        for child in children:
            child.kill()
