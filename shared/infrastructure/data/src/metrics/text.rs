//! Prometheus' own text format (0.0.4), which every scraper and browser reads, out of OpenMetrics 1.0, which the newer ones
//! prefer.

/// The same numbers in the older words: a counter's name has its `_total` everywhere; units and the end are not said.
pub(super) fn of_open_metrics(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut help = None;
    for line in text.lines() {
        if let Some(about) = line.strip_prefix("# HELP ") {
            help = about.split_once(' ');
        } else if let Some((name, kind)) = line
            .strip_prefix("# TYPE ")
            .and_then(|about| about.split_once(' '))
        {
            let suffix = if kind == "counter" { "_total" } else { "" };
            if let Some((_, words)) = help.take() {
                plain.push_str(&format!("# HELP {name}{suffix} {words}\n"));
            }
            plain.push_str(&format!("# TYPE {name}{suffix} {kind}\n"));
        } else if !line.starts_with('#') {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_have_their_whole_name_and_nothing_is_said_that_the_old_format_does_not_know() {
        let open = "# HELP steps Steps of handlers.\n# TYPE steps counter\nsteps_total{a=\"#\"} 1\n\
                    # HELP size How large.\n# TYPE size gauge\n# UNIT size bytes\nsize 2\n# EOF\n";
        let plain = "# HELP steps_total Steps of handlers.\n# TYPE steps_total counter\nsteps_total{a=\"#\"} 1\n\
                     # HELP size How large.\n# TYPE size gauge\nsize 2\n";
        assert_eq!(of_open_metrics(open), plain);
    }
}
