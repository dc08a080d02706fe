"""The office hours of the service hall: working days by the holidays' table, and moments drawn inside them."""
import datetime as dt
import pathlib
import random

HOLIDAYS = pathlib.Path(__file__).resolve().parents[2] / "stdlib" / "data" / "holidays.csv"
rng = random.Random(20190341)   # the one source of chance of all that make.py writes


def read_holidays():
    kinds = {}
    for line in HOLIDAYS.read_text(encoding="utf-8").splitlines()[1:]:
        day, kind, _ = line.split(",", 2)
        kinds[dt.date.fromisoformat(day)] = kind
    return kinds


KINDS = read_holidays()


def works(day):
    return KINDS.get(day, "off" if day.weekday() >= 5 else "work") == "work"


def add_workdays(day, n):
    """The nth working day after day (n = 0: day itself, or the next working day)."""
    while n > 0 or not works(day):
        day += dt.timedelta(1)
        if works(day) and n > 0:
            n -= 1
    return day


def office(day):
    """Some second of the day's office hours."""
    return dt.datetime.combine(day, dt.time(9)) + dt.timedelta(seconds=rng.randrange(8 * 3600))


def later(moment, workdays):
    """Some second of office hours so many working days later, never before the moment itself."""
    day = add_workdays(moment.date(), workdays)
    return max(office(day), moment + dt.timedelta(seconds=rng.randrange(600, 3000)))


def into_office(moment):
    """The moment itself inside office hours, else a few minutes into the next ones."""
    if works(moment.date()) and 9 <= moment.hour < 17:
        return moment
    day = moment.date() if moment.hour < 9 else moment.date() + dt.timedelta(1)
    return dt.datetime.combine(add_workdays(day, 0), dt.time(9)) + dt.timedelta(seconds=rng.randrange(60, 1800))
