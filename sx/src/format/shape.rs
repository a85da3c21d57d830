//! How a form wants to be laid out, told from its head and from where it stands.

use super::parse::{Brackets, Kind, Node};
use crate::markup;

/// What a form is to the form around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Something that is evaluated.
    Code,
    /// Something that is not: quoted lists, parameters.
    Data,
    /// The bindings of a `let`.
    Bindings,
    /// A name and what it is bound to.
    Binding,
    /// A test, or constants, with a body.
    Clause,
}

/// Where the pieces of a broken form begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Indent {
    /// Two columns in from the bracket.
    Body,
    /// Under the first piece after the head.
    Argument,
    /// Under the first piece.
    Inside,
}

/// What shares a line in a broken form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharing {
    /// Nothing.
    Nothing,
    /// What the author put together; nothing, if that was all of it.
    AsWritten,
    /// As much as fits between the author's line ends.
    Fill,
}

/// How a form is laid out when it does not stand on one line.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) indent: Indent,
    pub(super) sharing: Sharing,
    /// How many pieces stay on the first line: the head and what belongs to it.
    pub(super) leading: usize,
    /// Whether a keyword belongs to what follows it.
    pub(super) pairs: Pairs,
    /// Whether a single broken form in it may begin on its first line.
    pub(super) hugs: bool,
    /// What the pieces after the head are.
    roles: Roles,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pairs {
    None,
    Keywords,
    /// The pieces in turn, as in a record.
    All,
}

#[derive(Clone, Copy)]
enum Roles {
    All(Role),
    /// One piece is special.
    One(usize, Role),
    /// One piece is data, and `:needs` are bindings.
    Definition(usize),
    /// All pieces from here on are clauses.
    ClausesFrom(usize),
}

impl Shape {
    /// What the piece at this index is.
    pub(super) fn role(&self, index: usize, items: &[Node<'_>]) -> Role {
        match self.roles {
            Roles::All(role) => role,
            Roles::One(special, role) if special == index => role,
            Roles::Definition(data) if data == index => Role::Data,
            Roles::Definition(_) if index > 0 && items[index - 1].atom() == Some(":needs") => {
                Role::Bindings
            }
            Roles::ClausesFrom(first) if index >= first => Role::Clause,
            _ => Role::Code,
        }
    }

    /// How many pieces, from this one on, stay together: a keyword and its value, with what is commented out between.
    pub(super) fn unit(&self, index: usize, items: &[Node<'_>]) -> usize {
        let paired = match self.pairs {
            _ if index < self.leading => false,
            Pairs::None => false,
            Pairs::Keywords => items[index].is_keyword(),
            Pairs::All => !items[index].is_comment() && !items[index].is_discarded(),
        };
        if !paired {
            return 1;
        }
        let value = items[index + 1..]
            .iter()
            .position(|item| !item.is_discarded_word());
        let is_value = |item: &Node<'_>| !item.is_comment() && !item.is_discarded();
        match value {
            Some(skipped) if is_value(&items[index + 1 + skipped]) => skipped + 2,
            _ => 1,
        }
    }
}

const CALL: Shape = Shape {
    indent: Indent::Argument,
    sharing: Sharing::Fill,
    leading: 1,
    pairs: Pairs::Keywords,
    hugs: false,
    roles: Roles::All(Role::Code),
};

const DATA: Shape = Shape {
    indent: Indent::Inside,
    leading: 0,
    pairs: Pairs::None,
    ..CALL
};

const BODY: Shape = Shape {
    indent: Indent::Body,
    sharing: Sharing::AsWritten,
    pairs: Pairs::None,
    ..CALL
};

const TAG: Shape = Shape {
    pairs: Pairs::Keywords,
    hugs: true,
    ..BODY
};

/// The shape of a form in brackets.
pub(super) fn shape(brackets: Brackets, items: &[Node<'_>], role: Role) -> Shape {
    match (brackets, role) {
        (Brackets::Square, Role::Data) => data(),
        (Brackets::Square, _) => DATA,
        (Brackets::Curly, _) => Shape {
            sharing: Sharing::AsWritten,
            pairs: Pairs::All,
            ..if role == Role::Data { data() } else { DATA }
        },
        (Brackets::Round, Role::Code) => match items.first().and_then(Node::atom) {
            Some(head) if !head.starts_with([':', '"']) => code(head, items),
            _ => DATA,
        },
        (Brackets::Round, Role::Data) => data(),
        (Brackets::Round, Role::Bindings) => Shape {
            sharing: Sharing::Nothing,
            roles: Roles::All(Role::Binding),
            ..DATA
        },
        (Brackets::Round, Role::Binding) => Shape {
            leading: 2,
            pairs: Pairs::None,
            ..CALL
        },
        (Brackets::Round, Role::Clause) => BODY,
    }
}

fn data() -> Shape {
    Shape {
        roles: Roles::All(Role::Data),
        ..DATA
    }
}

fn code(head: &str, items: &[Node<'_>]) -> Shape {
    let with = |leading: usize, roles: Roles| Shape {
        leading,
        roles,
        ..BODY
    };
    let alone = |shape: Shape| Shape {
        sharing: Sharing::Nothing,
        ..shape
    };
    let is_list = |index: usize| items.get(index).is_some_and(|item| item.list().is_some());
    match head {
        "if" => alone(with(2, BODY.roles)),
        "cond" => alone(with(1, Roles::ClausesFrom(1))),
        "case" => alone(with(2, Roles::ClausesFrom(2))),
        "when" | "unless" | "deftest" => with(2, BODY.roles),
        "let" | "let*" | "letrec" => {
            let bindings = if is_list(1) { 1 } else { 2 };
            with(bindings + 1, Roles::One(bindings, Role::Bindings))
        }
        "fn" => with(2, Roles::One(1, Role::Data)),
        "do" | "batch" | "effect" | "computed" => BODY,
        "<>" => Shape { hugs: true, ..BODY },
        "defcomp" | "defisland" => definition(3, Roles::Definition(2)),
        "defmacro" if has_clauses(items) => alone(definition(2, Roles::ClausesFrom(2))),
        "defmacro" => definition(3, Roles::Definition(2)),
        "defpage" if is_list(2) => definition(3, Roles::Definition(2)),
        "defpage" => definition(2, Roles::Definition(0)),
        "guard" | "defer" => definition(1, BODY.roles),
        "and" | "or" | "->" => Shape {
            pairs: Pairs::None,
            ..alone(CALL)
        },
        "map" | "map-indexed" | "filter" | "reduce" | "some" | "every?" | "for-each" => CALL,
        "quote" => Shape {
            roles: Roles::All(Role::Data),
            ..CALL
        },
        _ if head.starts_with('~') || head.starts_with("html:") || markup::is_element(head) => TAG,
        _ => CALL,
    }
}

/// Something with options before its body.
fn definition(leading: usize, roles: Roles) -> Shape {
    Shape {
        leading,
        roles,
        hugs: false,
        ..TAG
    }
}

/// Whether a macro is written as clauses by arity.
fn has_clauses(items: &[Node<'_>]) -> bool {
    let first = items
        .get(2)
        .and_then(Node::list)
        .and_then(<[Node<'_>]>::first);
    first.is_some_and(|first| first.list().is_some())
}

/// Finds for a form, and all in it, whether it may stand on one line, and how wide it is there.
///
/// It may when the author broke no line in it, except before what stays on the first line anyway.
pub(super) fn measure(node: &mut Node<'_>, role: Role) {
    node.flat = match &mut node.kind {
        Kind::Atom(text) if text.contains('\n') => None,
        Kind::Atom(text) => Some(text.chars().count()),
        Kind::Comment(_) => None,
        Kind::Marked { mark, item } => {
            measure(item, inner_role(mark, role));
            item.flat.map(|width| width + mark.len())
        }
        Kind::Form { brackets, items } => {
            let shape = shape(*brackets, items, role);
            for index in 0..items.len() {
                let role = shape.role(index, items);
                measure(&mut items[index], role);
            }
            width(&shape, items)
        }
    };
}

/// What a marked form is.
pub(super) fn inner_role(mark: &str, role: Role) -> Role {
    match mark {
        "'" => Role::Data,
        "#;" => role,
        _ => Role::Code,
    }
}

fn width(shape: &Shape, items: &[Node<'_>]) -> Option<usize> {
    let mut width = 1 + items.len().max(1);
    let mut index = 0;
    while index < items.len() {
        let unit = shape.unit(index, items);
        if index >= shape.leading.max(1) && items[index].gap != super::parse::Gap::Beside {
            return None;
        }
        for item in &items[index..index + unit] {
            width += item.flat?;
        }
        index += unit;
    }
    Some(width)
}
