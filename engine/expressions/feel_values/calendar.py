"""The Gregorian calendar carried on to all years of FEEL, before year 1 and after 9999 too: counting days, no clock."""

from __future__ import annotations

FURTHEST_YEAR = 999_999_999
_DAYS_OF_400_YEARS = 146_097
_FROM_MARCH_0_TO_1970 = 719_468
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether February has 29 days in this year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days of this month."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    if not (-FURTHEST_YEAR <= year <= FURTHEST_YEAR and 1 <= month <= 12):
        return False
    return 1 <= day <= month_length(year, month)


def to_days(year: int, month: int, day: int) -> int:
    """The days from 1970-01-01 to this day."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_OF_400_YEARS + day_of_era - _FROM_MARCH_0_TO_1970


def from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day of this many days after 1970-01-01."""
    era, day_of_era = divmod(days + _FROM_MARCH_0_TO_1970, _DAYS_OF_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def add_months(year: int, month: int, day: int, months: int) -> tuple[int, int, int]:
    """The same day so many months later, or the last one of that month where it has no such day."""
    year, above = divmod(year * 12 + month - 1 + months, 12)
    return year, above + 1, min(day, month_length(year, above + 1))
