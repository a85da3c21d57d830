//! Button card.

use super::email_button::EmailButton;
use super::template::{attribute, normal, oneline, text};
use super::{Card, CardResult, Context};

pub(super) fn render(card: &Card<'_>, cx: &Context<'_>) -> CardResult {
    let url = card.get("buttonUrl");
    if url.is_blank()? {
        return Ok(String::new());
    }
    let label = card.text_or("buttonText", "Button Title").to_string();
    let alignment = card.text_or("alignment", "center").to_string();
    if !cx.options.is_email() {
        return Ok(format!(
            "<div{}><a{} class=\"kg-btn kg-btn-accent\">{}</a></div>",
            attribute(
                "class",
                &format!("kg-card kg-button-card kg-align-{alignment}")
            ),
            attribute("href", url.str()?),
            text(&label)
        ));
    }
    let button = EmailButton {
        url: url.str()?,
        text: &label,
        alignment: &alignment,
        ..EmailButton::default()
    };
    normal(&oneline(&format!(
        "<table class=\"kg-card kg-button-card\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">
            <tbody>
                <tr>
                    <td class=\"kg-card-spacing\">
                        {}
                    </td>
                </tr>
            </tbody>
        </table>",
        button.html()
    )))
}
