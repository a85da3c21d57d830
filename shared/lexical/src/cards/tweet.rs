//! A post from Twitter in a newsletter, from the data that Ghost stored beside the embed.

use super::tweet_text::content;
use super::tweet_time::{date, time};
use crate::js;
use serde_json::Value;

/// The tweet as a table, or nothing when its data is not stored.
#[allow(
    clippy::too_many_lines,
    reason = "one template, read from top to bottom"
)]
pub(super) fn email(metadata: &Value) -> Option<String> {
    let tweet = metadata
        .get("tweet_data")
        .filter(|tweet| js::truthy(tweet))?;
    let id = js::text(tweet.get("id").filter(|id| js::truthy(id))?);
    let link = format!("https://twitter.com/twitter/status/{id}");
    let metric = |name: &str| {
        let count = tweet
            .get("public_metrics")
            .and_then(|metrics| metrics.get(name));
        compact(count.map_or(0.0, js::number))
    };
    let (likes, retweets) = (metric("like_count"), metric("retweet_count"));
    let created = tweet
        .get("created_at")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let (time, date) = (time(created), date(created));
    let author = author(tweet, &link);
    let text = content(tweet);
    let poll = if has(tweet, "/attachments/poll_ids") {
        "<br><span style=\"color: #1DA1F2;\">View poll &rarr;</span>"
    } else {
        ""
    };
    let media = media(tweet, &link);
    Some(format!(
        r#"
        <table cellspacing="0" cellpadding="0" border="0" class="kg-twitter-card">
            <tr>
                <td>
                    <table cellspacing="0" cellpadding="0" border="0" width="100%">
                        {author}
                        <tr>
                            <td colspan="3">
                                <a href="{link}" class="kg-twitter-link" style="font-size: 15px; line-height: 1.4em; padding-top: 8px; padding-left: 16px; padding-right: 16px; padding-bottom: 16px;">{text}
                                {poll}
                                </a>
                            </td>
                        </tr>
                        {media}
                        <tr>
                            <td colspan="3" style="width: 100%;">
                                <table cellspacing="0" cellpadding="0" border="0" width="100%">
                                    <tr>
                                        <td>
                                        <a href="{link}" class="kg-twitter-link" style="padding-top: 4px; padding-right: 16px; padding-bottom: 12px; padding-left: 16px;"><span style="color: #838383;">{time} &bull; {date}</span></a>
                                        </td>
                                    </tr>
                                </table>
                            </td>
                        </tr>
                        <tr>
                            <td colspan="3" style="width: 100%;">
                                <table cellspacing="0" cellpadding="0" border="0" width="100%" style="border-top: 1px solid #E9E9E9;">
                                    <tr>
                                        <td>
                                            <a href="{link}" class="kg-twitter-link" style="padding-top: 12px; padding-right: 16px; padding-bottom: 12px; padding-left: 16px;">
                                                <span style="font-weight: 600;">{likes}</span> <span style="color: #838383;">likes &bull;</span>
                                                <span style="font-weight: 600;">{retweets}</span> <span style="color: #838383;">retweets</span>
                                            </a>
                                        </td>
                                    </tr>
                                </table>
                            </td>
                        </tr>
                    </table>
                </td>
            </tr>
        </table>
        "#
    ))
}

fn has(tweet: &Value, path: &str) -> bool {
    tweet.pointer(path).is_some_and(js::truthy)
}

/// The first row: picture, name and Twitter's own sign.
fn author(tweet: &Value, link: &str) -> String {
    let id = tweet.get("author_id");
    let users = tweet.get("users").and_then(Value::as_array);
    let Some(user) = users.and_then(|users| users.iter().find(|user| user.get("id") == id)) else {
        return String::new();
    };
    let set = |name: &str| {
        user.get(name)
            .filter(|value| js::truthy(value))
            .map(js::text)
    };
    let picture = set("profile_image_url").map_or(String::new(), |src| {
        format!(
            r#"<td width="48" style="width: 48px;">
                                    <a href="{link}" class="kg-twitter-link" style="padding-left: 16px; padding-top: 16px;"><img src="{src}" style="max-width: 512px; border: none; width: 48px; height: 48px; border-radius: 999px;" border="0"></a>
                                </td>"#
        )
    });
    let username = user.get("username").map_or("undefined".into(), js::text);
    let name = set("name").map_or(String::new(), |name| {
        format!(
            r#"
                                <td style="line-height: 1.3em; width: 100%;">
                                    <a href="{link}" class="kg-twitter-link" style="font-size: 15px !important; font-weight: 600; width: 100%; padding-top: 20px; padding-bottom: 18px;">{name} <br> <span style="color: #ABB4BE; font-size: 14px; font-weight: 500;">@{username}</span></a>
                                </td>"#
        )
    });
    format!(
        r#"
                            <tr>
                                {picture}
                                {name}
                                <td align="right" width="24" style="width: 24px;">
                                    <a href="{link}" class="kg-twitter-link" style="padding-right: 16px; padding-top: 20px; width: 24px; height: 38px;"><img src="https://static.ghost.org/v4.0.0/images/twitter-logo-small.png" width="24" border="0"></a>
                                </td>
                            </tr>
                        "#
    )
}

/// The first picture or the preview of a video.
fn media(tweet: &Value, link: &str) -> String {
    let first = tweet.pointer("/includes/media/0");
    let address = |name| {
        first
            .and_then(|media| media.get(name))
            .filter(|url| js::truthy(url))
    };
    let address = address("preview_image_url").or(address("url"));
    match address
        .map(js::text)
        .filter(|_| has(tweet, "/attachments/media_keys"))
    {
        None => String::new(),
        Some(src) => format!(
            r#"<tr>
                            <td colspan="3" align="center" style="width: 100%;">
                                <a href="{link}" style="display: block; padding-top: 0; padding-left: 16px; padding-right: 16px; padding-bottom: 0;"><img src="{src}" style="width: 100%; border: 1px solid #E9E9E9; max-width: 528px; border-radius: 10px;" border="0"></a>
                            </td>
                        </tr>"#
        ),
    }
}

/// `1234` as `1.2K`, as American English writes counts briefly.
fn compact(count: f64) -> String {
    const UNITS: [(f64, &str); 5] = [(1.0, ""), (1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")];
    // tenths of a unit, halves away from zero
    let tenths = |unit: f64| ((count * 10.0 + unit / 2.0) / unit).floor();
    let mut at = UNITS
        .iter()
        .rposition(|(unit, _)| count >= *unit)
        .unwrap_or(0);
    if tenths(UNITS[at].0) >= 10_000.0 && at + 1 < UNITS.len() {
        at += 1;
    }
    let (unit, sign) = UNITS[at];
    format!("{}{sign}", js::number_text(tenths(unit) / 10.0))
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn counts() {
        for (count, expected) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1K"),
            (1150.0, "1.2K"),
            (12_345.0, "12.3K"),
            (999_949.0, "999.9K"),
            (999_950.0, "1M"),
            (2_500_000_000.0, "2.5B"),
        ] {
            assert_eq!(compact(count), expected);
        }
    }
}
