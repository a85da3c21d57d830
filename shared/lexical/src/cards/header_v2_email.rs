//! Header card in newsletters: tables, and Outlook's own drawing language for the picture.

use super::email_button::EmailButton;
use super::header_v2::Header;
use super::template::only_element;
use super::{CardResult, Context};

pub(super) fn render(h: &Header<'_>, cx: &Context<'_>) -> CardResult {
    let color = &h.text_color;
    let dark = color.str()?.to_lowercase() == "#ffffff";
    let shade = if dark { "dark" } else { "light" };
    let style = style(h);
    let image = split_image(h);
    let open = outlook_open(h);
    let close = outlook_close(h);
    let (align, header, subheader) = (&h.alignment, &h.header, &h.subheader);
    let button = button(h, cx)?;
    let (dom, element) = only_element(&format!(
        r#"<div class="kg-header-card kg-v2 kg-header-card-{shade}-bg" style="{style}">
            {image}
            <table border="0" cellpadding="0" cellspacing="0" width="100%" style="{style}">
                <tr>
                    {open}
                        <table border="0" cellpadding="0" cellspacing="0" width="100%">
                            <tr>
                                <td align="{align}">
                                    <h2 class="kg-header-card-heading" style="color:{color};">{header}</h2>
                                </td>
                            </tr>
                            <tr>
                                <td class="kg-header-card-subheading-wrapper" align="{align}">
                                    <p class="kg-header-card-subheading" style="color:{color};">{subheader}</p>
                                </td>
                            </tr>
                            <tr>
                                {button}
                            </tr>
                        </table>
                {close}
                    </td>
                </tr>
            </table>
        </div>"#
    ))?;
    Ok(dom.outer_html(element))
}

fn style(h: &Header<'_>) -> String {
    let background = &h.background_color;
    let accent = if background.is("accent") {
        format!("background-color: {};", h.accent_color)
    } else {
        String::new()
    };
    let alignment = if h.is_centered() {
        "text-align: center;"
    } else {
        ""
    };
    let image = if h.image.is_set() && !h.is_split() {
        format!(
            "background-image: url({}); background-size: cover; background-position: center center;",
            h.image
        )
    } else {
        format!("background-color: {background};")
    };
    format!("color:{}; {alignment} {image} {accent}", h.text_color)
}

fn split_image(h: &Header<'_>) -> String {
    if !h.is_split() || !h.image.is_set() {
        return String::new();
    }
    let (src, background) = (&h.image, &h.background_color);
    let size = if h.background_size.is("contain") {
        "50%"
    } else {
        "cover"
    };
    let drawing = if h.background_size.is("contain") {
        format!(
            r#"
            <!--[if mso]>
                <v:rect xmlns:v="urn:schemas-microsoft-com:vml" stroke="false" style="width:600px;height:320px;">
                    <v:fill type="frame" aspect="atmost" size="225pt,120pt" src="{src}" color="{background}" />
                    <v:textbox inset="0,0,0,0">
                    </v:textbox>
                </v:rect>
            <![endif]-->
            "#
        )
    } else {
        format!(
            r#"
            <!--[if mso]>
                <v:rect xmlns:v="urn:schemas-microsoft-com:vml" fill="true" stroke="false" style="width:600px;height:320px;">
                    <v:fill type="frame" aspect="atleast" src="{src}" color="{background}" />
                    <v:textbox inset="0,0,0,0">
                    </v:textbox>
                </v:rect>
            <![endif]-->
            "#
        )
    };
    format!(
        r#"
                <table border="0" cellpadding="0" cellspacing="0" width="100%">
                    <tr>
                        <td background="{src}" style="background-image: url({src}); background-size: {size}; background-position: center" class="kg-header-card-image" bgcolor="{background}" align="center">
                            {drawing}
                        </td>
                    </tr>
                </table>
            "#
    )
}

fn has_full_image(h: &Header<'_>) -> bool {
    h.image.is_set() && !h.is_split()
}

/// Outlook reads the first cell, everything else the second.
fn outlook_open(h: &Header<'_>) -> String {
    let outlook = if has_full_image(h) {
        "padding: 0;"
    } else {
        "padding: 40px;"
    };
    let contain = if h.background_size.is("contain") && h.is_split() {
        "padding-top: 0;"
    } else {
        ""
    };
    let drawing = if has_full_image(h) {
        format!(
            r#"
                    <!--[if mso]>
                        <v:rect xmlns:v="urn:schemas-microsoft-com:vml" fill="true" stroke="false" style="width:600px;">
                            <v:fill src="{}" color="{}" type="frame" aspect="atleast" focusposition="0.5,0.5" />
                            <v:textbox inset="30pt,30pt,30pt,30pt" style="mso-fit-shape-to-text:true;">
                    <![endif]-->
                    "#,
            h.image, h.background_color
        )
    } else {
        String::new()
    };
    format!(
        r#"
                    <!--[if mso]>
                        <td class="kg-header-card-content" style="{outlook}{contain}">
                    <![endif]-->
                    <!--[if !mso]><!-->
                        <td class="kg-header-card-content" style="{contain}">
                    <!--<![endif]-->
                    {drawing}"#
    )
}

fn outlook_close(h: &Header<'_>) -> &'static str {
    if has_full_image(h) {
        r#"
        <!--[if mso]>
            </v:textbox>
        </v:rect>
        <![endif]-->
        "#
    } else {
        ""
    }
}

fn button(h: &Header<'_>, cx: &Context<'_>) -> CardResult {
    if !h.has_button {
        return Ok(String::new());
    }
    let html = EmailButton {
        url: h.button_url.str()?,
        text: &h.button_text.to_string(),
        alignment: &h.alignment.to_string(),
        color: &h.button_color.to_string(),
        style: cx.options.design.button_style.as_deref(),
        width: "",
    }
    .html();
    Ok(format!(
        r#"
                                    <td class="kg-header-button-wrapper">
                                        {html}
                                    </td>
                                "#
    ))
}
