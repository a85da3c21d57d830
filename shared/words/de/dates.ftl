# Wie Tage und Zahlen geschrieben werden.

number-style = comma

date-long = { $day }. { month-long } { $year }
date-short = { $day }. { month-short } { $year }
date-day-month = { $day }. { month-long }
date-time = { $hour }:{ $minute }

weekday = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
