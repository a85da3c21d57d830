# How dates and numbers are written. { $day } and { $month } are numbers, { $weekday } counts from 1, Monday.
# number-style: point (1,234.50, the currency's sign before it) or comma (1.234,50, the sign after it).

number-style = point

date-long = { $day } { month-long } { $year }
date-short = { $day } { month-short } { $year }
date-day-month = { $day } { month-long }
date-time = { $hour }:{ $minute }

weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
