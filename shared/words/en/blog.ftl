blog-latest = Latest
blog-articles = Articles
blog-older = From the archive
blog-older-lede = Older articles, page { $page }.
blog-empty = Nothing is published yet.
blog-empty-hint = The first article will stand here.
neighbours-title = Elsewhere in the house

article-featured = Featured
article-locked = For members
article-authors = Written by
article-nav = Neighbouring articles
article-older = Before this
article-newer = After this
article-related = Read on
articles-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
tag-eyebrow = Filed under
author-eyebrow = Written by
author-website = Website

gate-title = { $visibility ->
    [paid] The rest is for paying members
    [tiers] The rest is for some of our members
   *[members] The rest is for members
}
gate-words = { $visibility ->
    [paid] Paying members keep this journal going, and read all of it.
    [tiers] It comes with certain memberships. Yours may be one of them.
   *[members] Members of the cooperative read every article whole.
}
gate-action = Go to your account

meta-written-by = Written by
meta-filed-under = Filed under

sx-missing-lede = Addresses here are expressions, and this one means no page.
sx-missing-place = It goes wrong at character { $character }
sx-missing-suggestion = Did you mean this?
sx-missing-gap = something is missing here
sx-contents = Contents of the language
sx-home = About SX
