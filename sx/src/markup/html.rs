//! The HTML elements and their attributes, as the living standard lists them. Left out: obsolete
//! elements, and those whose content a browser reads as raw text (`noembed`, `xmp`, …).

/// Elements with the attributes that are theirs alone.
pub(super) const ELEMENTS: &[(&str, &str)] = &[
    (
        "a",
        "download href hreflang ping referrerpolicy rel target type",
    ),
    ("abbr", ""),
    ("address", ""),
    (
        "area",
        "alt coords download href ping referrerpolicy rel shape target",
    ),
    ("article", ""),
    ("aside", ""),
    (
        "audio",
        "autoplay controls crossorigin loop muted preload src",
    ),
    ("b", ""),
    ("base", "href target"),
    ("bdi", ""),
    ("bdo", ""),
    ("blockquote", "cite"),
    ("body", ""),
    ("br", ""),
    (
        "button",
        "command commandfor disabled form formaction formenctype formmethod formnovalidate \
         formtarget name popovertarget popovertargetaction type value",
    ),
    ("canvas", "height width"),
    ("caption", ""),
    ("cite", ""),
    ("code", ""),
    ("col", "span"),
    ("colgroup", "span"),
    ("data", "value"),
    ("datalist", ""),
    ("dd", ""),
    ("del", "cite datetime"),
    ("details", "name open"),
    ("dfn", ""),
    ("dialog", "closedby open"),
    ("div", ""),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("embed", "height src type width"),
    ("fieldset", "disabled form name"),
    ("figcaption", ""),
    ("figure", ""),
    ("footer", ""),
    (
        "form",
        "accept-charset action autocomplete enctype method name novalidate rel target",
    ),
    ("h1", ""),
    ("h2", ""),
    ("h3", ""),
    ("h4", ""),
    ("h5", ""),
    ("h6", ""),
    ("head", ""),
    ("header", ""),
    ("hgroup", ""),
    ("hr", ""),
    ("html", ""),
    ("i", ""),
    (
        "iframe",
        "allow allowfullscreen height loading name referrerpolicy sandbox src width",
    ),
    (
        "img",
        "alt crossorigin decoding fetchpriority height ismap loading referrerpolicy sizes src \
         srcset usemap width",
    ),
    (
        "input",
        "accept alpha alt autocomplete capture checked colorspace dirname disabled form \
         formaction formenctype formmethod formnovalidate formtarget height list max maxlength \
         min minlength multiple name pattern placeholder popovertarget popovertargetaction \
         readonly required size src step type value width",
    ),
    ("ins", "cite datetime"),
    ("kbd", ""),
    ("label", "for"),
    ("legend", ""),
    ("li", "value"),
    (
        "link",
        "as blocking color crossorigin disabled fetchpriority href hreflang imagesizes \
         imagesrcset integrity media referrerpolicy rel sizes type",
    ),
    ("main", ""),
    ("map", "name"),
    ("mark", ""),
    ("menu", ""),
    ("meta", "charset content http-equiv media name property"),
    ("meter", "high low max min optimum value"),
    ("nav", ""),
    ("noscript", ""),
    ("object", "data form height name type width"),
    ("ol", "reversed start type"),
    ("optgroup", "disabled label"),
    ("option", "disabled label selected value"),
    ("output", "for form name"),
    ("p", ""),
    ("picture", ""),
    ("pre", ""),
    ("progress", "max value"),
    ("q", "cite"),
    ("rp", ""),
    ("rt", ""),
    ("ruby", ""),
    ("s", ""),
    ("samp", ""),
    (
        "script",
        "async blocking crossorigin defer fetchpriority integrity nomodule referrerpolicy src type",
    ),
    ("search", ""),
    ("section", ""),
    (
        "select",
        "autocomplete disabled form multiple name required size",
    ),
    ("slot", "name"),
    ("small", ""),
    ("source", "height media sizes src srcset type width"),
    ("span", ""),
    ("strong", ""),
    ("sub", ""),
    ("summary", ""),
    ("sup", ""),
    ("table", ""),
    ("tbody", ""),
    ("td", "colspan headers rowspan"),
    (
        "template",
        "shadowrootclonable shadowrootdelegatesfocus shadowrootmode",
    ),
    (
        "textarea",
        "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly \
         required rows wrap",
    ),
    ("tfoot", ""),
    ("th", "abbr colspan headers rowspan scope"),
    ("thead", ""),
    ("time", "datetime"),
    ("title", ""),
    ("tr", ""),
    ("track", "default kind label src srclang"),
    ("u", ""),
    ("ul", ""),
    ("var", ""),
    (
        "video",
        "autoplay controls controlslist crossorigin disablepictureinpicture height loop muted \
         playsinline poster preload src width",
    ),
    ("wbr", ""),
];

/// Attributes of every HTML element, with those of RDFa and microdata.
pub(super) const GLOBAL: &str = "about accesskey autocapitalize autocorrect autofocus class \
    contenteditable dir draggable enterkeyhint exportparts hidden id inert inputmode is itemid \
    itemprop itemref itemscope itemtype lang nonce part popover property resource role slot \
    spellcheck tabindex title translate typeof vocab writingsuggestions";

/// Elements without content and without an end tag.
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
