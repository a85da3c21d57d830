//! The algebra of addresses as a table: what the tests test, and what `URLS.md` and the documentation pages show.

/// From a page, by a reference, to a page; or the words that say why not.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The address of the page where one is; empty at the home.
    pub page: &'static str,
    /// What is followed.
    pub reference: &'static str,
    /// The address where that leads, or what is said of the fault.
    pub leads_to: Result<&'static str, &'static str>,
}

const fn to(page: &'static str, reference: &'static str, leads_to: &'static str) -> Case {
    Case {
        page,
        reference,
        leads_to: Ok(leads_to),
    }
}

const fn not(page: &'static str, reference: &'static str, why: &'static str) -> Case {
    Case {
        page,
        reference,
        leads_to: Err(why),
    }
}

/// The cases in sections, each with its title.
pub const CASES: &[(&str, &[Case])] = &[
    ("Staying", STAYING),
    ("Going on", GOING_ON),
    ("Going up", GOING_UP),
    ("Going beside", GOING_BESIDE),
    ("Keywords", KEYWORDS),
    ("Counting", COUNTING),
    ("Whole addresses", WHOLE),
    ("What a word may hold", WORDS),
    ("What is refused", REFUSED),
];

const STAYING: &[Case] = &[
    to("(language)", "", "(language)"),
    to("(language)", ".", "(language)"),
    to("(language.(form.let))", ".", "(language.(form.let))"),
    to("(log.:page.4)", "", "(log.:page.4)"),
    to("(log.:page.4)", ".", "(log.:page.4)"),
    to("", "", ""),
    to("", ".", ""),
];

const GOING_ON: &[Case] = &[
    to("", ".language", "(language)"),
    to("", ".language.form", "(language.form)"),
    to("", ".(language.(form.let))", "(language.(form.let))"),
    to("(log)", ".bread", "(log.bread)"),
    to("(log.bread)", ".rye", "(log.bread.rye)"),
    to("(log)", ".bread.rye", "(log.bread.rye)"),
    to("(language.(form))", ".let", "(language.(form.let))"),
    to("(language)", ".(form.let)", "(language.(form.let))"),
    to("(a.(b.(c)))", ".d", "(a.(b.(c.d)))"),
    to("(a.(b.(c)))", ".(d.(e))", "(a.(b.(c.(d.(e)))))"),
    to("(a.(b).c)", ".d", "(a.(b).c.d)"),
    to("(log.:page.4)", ".bread", "(log.bread)"),
    to("(log.:page.4)", ".bread.:page.2", "(log.bread.:page.2)"),
    to("(a.:sort.name.(b))", ".c", "(a.:sort.name.(b.c))"),
];

const GOING_UP: &[Case] = &[
    to("(language.(form.let))", "..", "(language.(form))"),
    to("(language.(form))", "..", "(language)"),
    to("(language)", "..", ""),
    to("(language.(form.let))", "...", "(language)"),
    to("(language.(form.let))", "....", ""),
    to("(log.bread.rye)", "..", "(log.bread)"),
    to("(log.bread.rye)", "...", "(log)"),
    to("(a.(b).c)", "..", "(a.(b))"),
    to("(a.(b).c)", "...", "(a)"),
    to("(log.bread.:page.4)", "..", "(log)"),
    to("(log.:page.4)", "..", ""),
    to("(a.:sort.name.(b))", "..", "(a.:sort.name)"),
    to("(a.(b.:page.4))", "..", "(a)"),
    not("", "..", "nothing is above the home"),
    not("(language)", "...", "only one level is above this page"),
    not(
        "(language.(form.let))",
        ".....",
        "only 3 levels are above this page",
    ),
];

const GOING_BESIDE: &[Case] = &[
    to("(language.(form.let))", "..map", "(language.(form.map))"),
    to("(language)", "..geography", "(geography)"),
    to(
        "(language.(form.let))",
        "...(primitive.slice)",
        "(language.(primitive.slice))",
    ),
    to("(language.(form.let))", "....geography", "(geography)"),
    to(
        "(language.(form.let))",
        "....(geography.(urls))",
        "(geography.(urls))",
    ),
    to("(log.bread)", "..cheese.blue", "(log.cheese.blue)"),
    to("(log.bread.:page.4)", "..cheese", "(log.cheese)"),
    to(
        "(log.bread.:page.4)",
        "..cheese.:page.2",
        "(log.cheese.:page.2)",
    ),
    to("(a.(b))", "..(c)", "(a.(c))"),
    to("(a.(b))", "..c", "(a.c)"),
];

const KEYWORDS: &[Case] = &[
    to("(log)", ".:page.4", "(log.:page.4)"),
    to("(log.:page.4)", ".:page.7", "(log.:page.7)"),
    to("(log.:page.4)", ".:sort.name", "(log.:page.4.:sort.name)"),
    to(
        "(log.:page.4.:sort.name)",
        ".:page.5",
        "(log.:page.5.:sort.name)",
    ),
    to("(log)", ".:page.4.:sort.name", "(log.:page.4.:sort.name)"),
    to("(log.bread)", ".:page.4", "(log.bread.:page.4)"),
    to("(a.(b))", ".:page.4", "(a.(b.:page.4))"),
    to("(a.(b.c).:page.4)", ".:page.5", "(a.(b.c.:page.5).:page.4)"),
    to("(log.bread.:page.4)", "..:page.2", "(log.:page.2)"),
    to("(log)", ".:sort.%2B1", "(log.:sort.+1)"),
    not("", ".:page.4", "the home takes no `:page`"),
];

const COUNTING: &[Case] = &[
    to("(log.:page.4)", ".:page.+1", "(log.:page.5)"),
    to("(log.:page.4)", ".:page.-1", "(log.:page.3)"),
    to("(log.:page.4)", ".:page.+10", "(log.:page.14)"),
    to("(log.:page.1)", ".:page.-2", "(log.:page.-1)"),
    to("(a.(b.:n.9).:n.1)", ".:n.+1", "(a.(b.:n.10).:n.1)"),
    to(
        "(log.bread.:page.4)",
        ".:page.+1.:sort.name",
        "(log.bread.:page.5.:sort.name)",
    ),
    not(
        "(log)",
        ".:page.+1",
        "`:page` has no value here to count from",
    ),
    not("(log.:page.last)", ".:page.+1", "`:page` is `last` here"),
    not("(log.:page.4)", ".:page.+one", "`+one` is no step"),
    not(
        "(log.:page.9223372036854775807)",
        ".:page.+1",
        "beyond the largest number",
    ),
];

const WHOLE: &[Case] = &[
    to("(language.(form.let))", "(geography)", "(geography)"),
    to("", "(language.(form.let))", "(language.(form.let))"),
    to("", "(language.(form.let))/", "(language.(form.let))"),
    to("", "/(language.(form.let))", "(language.(form.let))"),
    to("", "(language.(form.let))%20", "(language.(form.let))"),
    to(
        "",
        "(%20language%20.%20(form%20.%20let%20)%20)",
        "(language.(form.let))",
    ),
    to("", "%28language.%28form.let%29%29", "(language.(form.let))"),
    to("", "(a.(b).(c))", "(a.(b).(c))"),
    to("", "(a.:k.v.b)", "(a.:k.v.b)"),
];

const WORDS: &[Case] = &[
    to("", "(2026)", "(2026)"),
    to("", "(log.2026-11-28)", "(log.2026-11-28)"),
    to("", "(log.caf%C3%A9)", "(log.caf%C3%A9)"),
    to("", "(log.café)", "(log.caf%C3%A9)"),
    to("", "(log.%e2%82%ac)", "(log.%E2%82%AC)"),
    to("", "(log.%62read)", "(log.bread)"),
    to("", "(log.rye%20bread)", "(log.rye%20bread)"),
    to("", "(log.1%2E5)", "(log.1%2E5)"),
    to(
        "",
        "(log.%28not%20a%20call%29)",
        "(log.%28not%20a%20call%29)",
    ),
    to("", "(log.a/b)", "(log.a%2Fb)"),
    to("", "(primitive.%3C=)", "(primitive.%3C=)"),
    to("", "(primitive.+)", "(primitive.+)"),
    to("", "(primitive.zero%3F)", "(primitive.zero%3F)"),
    to("", "(form.->)", "(form.-%3E)"),
    to("", "(form.%3C%3E)", "(form.%3C%3E)"),
    to("", "(log.%3Apage)", "(log.%3Apage)"),
    to("", "(log.a:b)", "(log.a:b)"),
    to("", "(log.100%25)", "(log.100%25)"),
];

const REFUSED: &[Case] = &[
    not("", "(language", "a `)` is missing here"),
    not("", "(language.(form.let", "`)` are missing here"),
    not("", "(language))", "this `)` closes nothing"),
    not("", "(language)(tools)", "the address ends before this"),
    not("", "()", "these parentheses call nothing"),
    not("", "((a))", "the name of a page function is missing here"),
    not("", "(:a.b)", "the name of a page function is missing here"),
    not("", "(.a)", "the name of a page function is missing here"),
    not("", "(a.)", "a word is missing after the dot"),
    not("", "(a..b)", "a word is missing after the dot"),
    not("", "(a(b))", "a dot is missing before this"),
    not("", "(a.(b)c)", "a dot is missing before this"),
    not("", "(a.:page)", "`:page` needs a word as its value"),
    not("", "(a.:page.(b))", "`:page` needs a word as its value"),
    not("", "(a.:page.:sort)", "`:page` needs a word as its value"),
    not("", "(a.:.b)", "a keyword has a name after its colon"),
    not("", "(a.:k.1.:k.2)", "`:k` is given twice"),
    not("", "(a.%)", "a `%` is followed by two hexadecimal digits"),
    not("", "(a.%4)", "a `%` is followed by two hexadecimal digits"),
    not("", "(a.%zz)", "a `%` is followed by two hexadecimal digits"),
    not("", "(a.%ff)", "no text in UTF-8"),
    not("", "(a.%00)", "no control characters such as U+0000"),
    not("", "(a.b%0Ac)", "no control characters such as U+000A"),
    not("(a)", "b", "a reference begins with a dot"),
    not("(a)", ".b)", "this `)` closes nothing"),
    not("(a)", ".b.", "a word is missing after the dot"),
    not("(a)", ".b(c)", "a dot is missing before this"),
];
