//! `rose-ash import ghost FILE`: the options, the bar, the summary. What an import is, is the blog's business.
