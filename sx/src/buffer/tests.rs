//! The buffer and its safe twin do the same, whatever they are given.

use super::block::marks_one_by_one;
use super::twin::Twin;
use super::{Block, Buffer, Piece, Question, Short, Wanted, marks};

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Text of up to so many characters, of one to four bytes each, marked ones among them.
    fn text(&mut self, longest: usize) -> String {
        let characters = [
            'a', 'b', ' ', '&', '<', '\0', 'é', '£', '€', '漢', '🍞', '\u{7f}',
        ];
        // Half of the texts have no special character.
        let known = if self.below(2) == 0 {
            3
        } else {
            characters.len()
        };
        let count = self.below(longest + 1);
        (0..count).map(|_| characters[self.below(known)]).collect()
    }
}

fn no_marks(_: Block) -> u16 {
    0
}

fn ampersands(block: Block) -> u16 {
    let bit = |(at, byte)| u16::from(byte == b'&') << at;
    block.into_iter().enumerate().map(bit).sum()
}

/// Bytes within characters are marked too: no character may be cut.
fn continuations(block: Block) -> u16 {
    let bit = |(at, byte)| u16::from(byte & 0xc0 == 0x80) << at;
    block.into_iter().enumerate().map(bit).sum()
}

fn both_do(numbers: &mut Numbers, buffer: &mut Buffer, twin: &mut Twin) {
    let longest = [4, 20, 40, 400][numbers.below(4)];
    let text = numbers.text(longest);
    match numbers.below(11) {
        0 => {
            buffer.push(&text);
            twin.push(&text);
        }
        1 => {
            let piece = Piece::new(&text);
            buffer.push_piece(&piece);
            twin.push_piece(&piece);
        }
        2 => {
            let number = (numbers.below(usize::MAX) as i64) >> numbers.below(64);
            buffer.push_int(number);
            twin.push_int(number);
        }
        3 => {
            let len = buffer
                .as_str()
                .floor_char_boundary(numbers.below(buffer.len() + 1));
            buffer.truncate(len);
            twin.truncate(len);
        }
        4 => {
            let short = ["", "&amp;", "\u{fffd}", "sixteen letters!"][numbers.below(4)];
            buffer.push_short(&Short::new(short));
            twin.push(short);
        }
        5 => buffer.expect(numbers.below(1000)),
        6 => {
            let piece = Piece::new(&text);
            let number = (numbers.below(usize::MAX) as i64) >> numbers.below(64);
            buffer.push_piece_and_int(&piece, number);
            twin.push_piece(&piece);
            twin.push_int(number);
        }
        7 => {
            let piece = Piece::new(&numbers.text(longest));
            let marks = [no_marks, ampersands, continuations][numbers.below(3)];
            let done = buffer.push_piece_until(&piece, &text, marks);
            twin.push_piece(&piece);
            assert_eq!(done, twin.push_until(&text, marks), "{text:?}");
        }
        _ => {
            let marks = [no_marks, ampersands, continuations][numbers.below(3)];
            let done = buffer.push_until(&text, marks);
            assert_eq!(done, twin.push_until(&text, marks), "{text:?}");
        }
    }
}

#[test]
fn the_buffer_and_its_twin_write_the_same() {
    let mut numbers = Numbers(0x5eed);
    for _ in 0..400 {
        let (mut buffer, mut twin) = (Buffer::new(), Twin::default());
        for _ in 0..40 {
            both_do(&mut numbers, &mut buffer, &mut twin);
            assert_eq!(buffer.as_str(), twin.as_str());
            assert_eq!(buffer.len(), twin.as_str().len());
        }
        assert_eq!(buffer.into_string(), twin.as_str());
    }
}

#[test]
fn every_length_is_written_whole() {
    let text: String = ('!'..'~').cycle().take(100).collect();
    for len in 0..text.len() {
        for start in 0..16.min(text.len() - len) {
            let part = &text[start..start + len];
            let (mut pushed, mut pieced) = (Buffer::new(), Buffer::new());
            pushed.push(part);
            pieced.push_piece(&Piece::new(part));
            assert_eq!(pushed.as_str(), part);
            assert_eq!(pieced.as_str(), part);
            pieced.push_piece_until(&Piece::new("<b>"), part, |_| 0);
            assert_eq!(pieced.as_str(), format!("{part}<b>{part}"));
        }
    }
}

#[test]
fn whole_numbers_are_written_as_they_are_read() {
    for number in (-20_000..20_000).chain([i64::MIN, i64::MAX]) {
        let mut buffer = Buffer::new();
        buffer.push_int(number);
        assert_eq!(buffer.as_str(), number.to_string());
    }
}

struct Odd;

impl Wanted for Odd {
    const QUESTIONS: [Question; 4] = [
        Question::is_either(b'"', b'&'),
        Question::is(b'<'),
        Question::is(0),
        Question::is(0xff),
    ];
}

#[test]
fn every_byte_is_judged_alike_at_every_place() {
    for byte in 0..=u8::MAX {
        for at in 0..size_of::<Block>() {
            let mut block = [b'x'; size_of::<Block>()];
            block[at] = byte;
            let expected = u16::from([b'"', b'&', b'<', 0, 0xff].contains(&byte)) << at;
            assert_eq!(marks::<Odd>(block), expected, "{byte} at {at}");
            assert_eq!(marks_one_by_one::<Odd>(block), expected, "{byte} at {at}");
        }
    }
}
