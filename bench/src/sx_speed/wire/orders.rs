//! A list of 120 orders.

/// The whole page.
#[derive(sx::Record)]
pub(super) struct Orders {
    orders: Vec<Order>,
}

#[derive(sx::Record)]
struct Order {
    number: u32,
    at: String,
    name: String,
    mail: String,
    state: &'static str,
    sum: String,
}

pub(super) fn view() -> Orders {
    let first = [
        "Ada", "Ben", "Chloe", "Dev", "Ewa", "Femi", "Grace", "Hugo", "Iris", "Jonas", "Kofi",
    ];
    let last = [
        "Abbot", "Brook", "Carver", "Dale", "Ellery", "Frost", "Gale", "Hart", "Ivory", "Joyce",
        "Kerr", "Lane", "Moss",
    ];
    let states = [
        "paid",
        "paid",
        "packed",
        "sent",
        "paid",
        "refunded",
        "awaiting-payment",
    ];
    let order = |index: usize| {
        // Numbers that look like those of a shop, the same in each run.
        let mixed = index * 7919 + index * index * 31;
        let (first, last) = (first[mixed % first.len()], last[mixed / 11 % last.len()]);
        Order {
            number: 20_480 - index as u32,
            at: format!(
                "2026-11-{:02}T{:02}:{:02}",
                28 - index / 6,
                21 - mixed % 14,
                mixed % 60
            ),
            name: format!("{first} {last}"),
            mail: format!(
                "{}.{}@example.org",
                first.to_lowercase(),
                last.to_lowercase()
            ),
            state: states[mixed % states.len()],
            sum: format!("{}.{:02}", 3 + mixed % 86, mixed % 20 * 5),
        }
    };
    Orders {
        orders: (0..120).map(order).collect(),
    }
}
