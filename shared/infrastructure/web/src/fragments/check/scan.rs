//! HTML as tags and text, in the one way of writing that leaves nothing to a parser's judgement.

/// A piece of a fragment.
pub(super) enum Token<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
    Close(&'a str),
}

/// A start tag.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closes_itself: bool,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    pub(super) fn id(&self) -> Option<&'a str> {
        let found = self.attributes.iter().find(|(name, _)| *name == "id");
        found.map(|(_, value)| *value)
    }

    #[cfg(test)]
    pub(super) fn attributes(&self) -> &[(&'a str, &'a str)] {
        &self.attributes
    }
}

/// Piece by piece; ends after the first that is wrong.
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    fn text(&mut self, length: usize) -> Result<Token<'a>, String> {
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        if text.contains('\0') {
            return Err("it has a NUL".to_owned());
        }
        Ok(Token::Text(text))
    }

    /// From behind the `</` to the `>`.
    fn close(&mut self) -> Result<Token<'a>, String> {
        let name = self.name()?;
        self.expect(">")?;
        Ok(Token::Close(name))
    }

    /// From behind the `<` to the `>`.
    fn tag(&mut self) -> Result<Token<'a>, String> {
        let name = self.name()?;
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        loop {
            let spaced = self.space();
            if self.take("/>") {
                return Ok(Token::Tag(Tag {
                    name,
                    closes_itself: true,
                    attributes,
                }));
            }
            if self.take(">") {
                return Ok(Token::Tag(Tag {
                    name,
                    closes_itself: false,
                    attributes,
                }));
            }
            if !spaced {
                return Err(format!("<{name}> is not written plainly"));
            }
            let attribute = self.attribute()?;
            if attribute.0.len() > 2 && attribute.0[..2].eq_ignore_ascii_case("on") {
                return Err(format!("<{name}> has a script in {}", attribute.0));
            }
            if attributes
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(attribute.0))
            {
                return Err(format!("<{name}> has {} twice", attribute.0));
            }
            if attribute.0 != "id" && attribute.0.eq_ignore_ascii_case("id") {
                return Err(format!("<{name}> has an id in capitals"));
            }
            attributes.push(attribute);
        }
    }

    fn attribute(&mut self) -> Result<(&'a str, &'a str), String> {
        let name = self.name()?;
        if !self.take("=") {
            return Ok((name, ""));
        }
        let quote = if self.take("\"") {
            '"'
        } else {
            self.expect("'").map(|()| '\'')?
        };
        let end = self.rest.find(quote).ok_or("a value is not closed")?;
        let value = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        if value.contains('\0') {
            return Err("it has a NUL".to_owned());
        }
        Ok((name, value))
    }

    /// Of an element or attribute.
    fn name(&mut self) -> Result<&'a str, String> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
        let length = self.rest.bytes().take_while(|byte| known(*byte)).count();
        let (name, rest) = self.rest.split_at(length);
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err("it has a `<`, or something in a tag, that is no name".to_owned());
        }
        self.rest = rest;
        Ok(name)
    }

    fn space(&mut self) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\n', '\t']);
        let spaced = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        spaced
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) {
            Ok(())
        } else {
            Err(format!("there is no {text} where one must be"))
        }
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Result<Token<'a>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let token = match self.rest.find('<') {
            Some(0) if self.take("</") => self.close(),
            Some(0) => {
                self.rest = &self.rest[1..];
                self.tag()
            }
            found => self.text(found.unwrap_or(self.rest.len())),
        };
        if token.is_err() {
            self.rest = "";
        }
        Some(token)
    }
}
