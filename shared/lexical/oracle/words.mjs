// Chance with a seed, and pieces of text, HTML and Markdown that documents are made of.

/** A small generator of numbers (mulberry32): the same seed makes the same documents. */
export class Dice {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    next() {
        this.state = (this.state + 0x6D2B79F5) >>> 0;
        let t = this.state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }

    below(limit) {
        return Math.floor(this.next() * limit);
    }

    pick(list) {
        return list[this.below(list.length)];
    }

    chance(probability) {
        return this.next() < probability;
    }

    times(most, make) {
        return Array.from({length: this.below(most + 1)}, make);
    }
}

const WORDS = [
    'a', 'bread', 'Orchard', 'two words', ' lead', 'trail ', 'x < y', 'A & B', '"quoted"', "it's",
    '&amp;', '&nbsp;', '&lt;b&gt;', '&copy', 'Ünï', '四', '😀', '👩‍👩‍👧', 'é\u0301', '\u00a0', '\u200c', '\u200b', '\ufeff', '\t',
    'line\nbreak', 'cr\rlf\r\n', '--', 'a-b', '-', '...', '{first_name}', '{name, "friend"}', '%%{uuid}%%',
    '<b>', '</div>', 'Constructor', 'toString', '__proto__', 'Σίσυφος ΑΣ', 'İstanbul', '1', '0', 'null', '#x', '`tick`', '~t~', '^s^', 'ß ſ K'
];

const URLS = [
    'https://example.org/', 'https://example.org/a?b=c&d=e#f', '/relative/path/', '#anchor', 'mailto:a@b.org',
    'javascript:alert(1)', 'https://ü.example/ä b', '__GHOST_URL__/post/', 'http://127.0.0.1:2368/post/', 'https://x.org/"onload="', "https://x.org/'q", ' ', 'x>y'
];

const PICTURES = [
    '/content/images/2026/11/photo.jpg', '/content/images/2026/11/photo.svg', '/content/images/a.GIF', '/content/images/a.gif',
    '__GHOST_URL__/content/images/2026/11/p.png', 'http://127.0.0.1:2368/content/images/2026/x.webp', '/blog/content/images/y.jpeg',
    'https://images.unsplash.com/photo-1?crop=a&fm=jpg&w=2000&q=80', 'https://images.unsplash.com/photo-2', 'https://cdn.example.org/content/images/z.jpg',
    'https://elsewhere.org/i.png', 'content/images/rel.png', '/content/images/size/w600/2026/a.jpg', '/content/images/ü b.jpg', '/content/images/a"b.jpg', '/content/images/x.ico'
];

const HTML = [
    '<p>one</p>', '<b>bold', '</p>', '<i>it <b>x</i> y</b>', '<br>', '<br/>', '<p><br></p>', '<img src=x.png alt="a&b">', '<a href="/x?a=1&b=2">l</a>',
    '<span style="white-space: pre-wrap;">styled</span>', '<ul><li>a<li>b</ul>', '<table><tr><td>c', 'text', '&amp;', '&nbsp;', '&notit; &#x41; &#128;', '<script>1<2 && "x"</script>', '<style>a{b:c}</style>',
    '<!-- c -->', '<!--[if mso]><p>x</p><![endif]-->', '<svg viewBox="0 0 1 1"><path d="M0"/></svg>', '<math><mi>x</mi></math>', '<template><p>t</p></template>', '<noscript><img src=n></noscript>',
    '<code>{first_name}</code>', '<code>no</code>', '<pre>\n\nx</pre>', '<textarea>\n<b></textarea>', '<select><option>a<option>b</select>', '<iframe src="https://www.youtube.com/embed/x" width=200></iframe>',
    '<p>a<p>b', '<h2>h</h2>', '<div class=" a  b ">d</div>', '<A HREF=up>X</A>', '<x-y z>c</x-y>', '<p>\u00a0</p>', '<input disabled>', '<hr>', '<em></em>', '<strong> </strong>', '<p>\u200c</p>', '<del>d</del><sup>1</sup><sub>2</sub><mark>m</mark><u>u</u><s>s</s>',
    '<a href=1>a<a href=2>b</a>', '<b><p>x</b>y</p>', '<form><input></form>', '<td>cell</td>', '<li>loose', '<video src="v.mp4" controls></video>', '<p title="x > y \'q\' &quot;z&quot;">t</p>', '<font color=red>f</font>', '<center>c</center>', '<details><summary>s</summary>d</details>'
];

const MARKDOWN = [
    '# One', '#Two', '## Three ##', 'Four\n====', 'Five\n---', '####### seven', '- a', '- b\n  - c\n    - d', '* x\n\n* y', '+ p', '1. one\n2. two', '3) three', '10. ten', '> quote', '> a\n> > b\nlazy', '```js\ncode <b>\n```', '~~~\nx\n~~~',
    '    indented', '\ttab', '---', '***', '* * *', '_ _ _', '| a | b |\n|---|:-:|\n| c | d |\n| e \\| f |', 'a | b\n-|-\n1 | 2', '| x |\n|---|', '<div>\n\n*x*\n\n</div>', '<b>inline *x*</b>', '<!-- comment -->', '<script>\nx\n</script>',
    '*em*', '**strong**', '***both***', '_a_ __b__', '**a*b*c**', '*a **b*** c', '~~struck~~', '~~~three~~~', '==mark==', '===x===', 'H~2~O', 'x^2^', 'x^a b^', 'x^a\\ b^', '~~a~b~~', '`code`', '`` a ` b ``', '`un', '[link](/url "title")', "[l](<a b> 'q')", '[l](a(b)c)', '[ref]', '[text][ref]', '[other][]', '![img](/i.png "t")', '![alt *em* [x](y)](z)', '[![a](b)](c)',
    '[ref]: /ref "Ref title"', "[other]: <x y>\n  'other\n  title'", '[^1]', '[^note]: Note text', '[^1]: First\n\n    more', 'x^[inline note]', '^[a ^[b] c]', '[^missing]', '<https://auto.link/x?a=b&c>', '<me@example.org>', 'https://bare.example.org/path_(x)?q=1.', 'http://example.org', 'ftp://f.org', '//example.org/x', 'mail me@example.org now', 'mailto:x@y.org', 'www.example.org', 'see (https://e.org/a*b*).', '**https://e.org/x**', 'http://a.org/*x', 'https://ü.de/ä',
    '&amp; &copy; &#35; &#0; &nosuch;', '\\* \\# \\a \\\\', 'line  \nbreak', 'soft\nbreak', 'back\\\nslash', '![a\\*b](x)', '*a', 'a*', '** a **', 'a__b__c', '"q" \'s\'', 'ü*ü*', '。**中文**。', '<a href="x">https://in.link</a>', '[a](javascript:x)', '[a](data:image/png;base64,xx)', '[a](b "c" d)', '[a] (b)', '[]()', '![]()', '[a](', '&lt;', '<', '<a', '</b>', '<x y="z', '{uuid}', 'Constructor\n===', '# constructor', '\u00a0', '😀 *😀*', '[ẞ]\n\n[SS]: /x'
];

export function text(dice) {
    const words = [dice.pick(WORDS), ...dice.times(3, () => dice.pick(WORDS))];
    return words.join(dice.pick(['', ' ', ' ']));
}

export function url(dice) {
    return dice.pick(URLS);
}

export function picture(dice) {
    return dice.pick(PICTURES);
}

export function html(dice) {
    const piece = () => (dice.chance(0.8) ? dice.pick(HTML) : text(dice));
    return [piece(), ...dice.times(3, piece)].join(dice.pick(['', '', ' ', '\n']));
}

export function markdown(dice) {
    const piece = () => {
        let piece = dice.pick(MARKDOWN);
        if (dice.chance(0.15)) piece = dice.pick(['> ', '- ', '1. ', '  ', '    ', '\t', '[^n]: ']) + piece.replace(/\n/g, dice.pick(['\n', '\n  ', '\n    ', '\n> ']));
        if (dice.chance(0.2)) piece += dice.pick([' ', '']) + dice.pick(MARKDOWN);
        return piece;
    };
    return [piece(), ...dice.times(7, piece)].join(dice.pick(['\n', '\n\n', '\n\n', ' ', ''])) + dice.pick(['', '\n', '\n\n', '  ', '\r\n']);
}

/** Markdown of single characters: what no list of pieces would think of. */
export function noise(dice) {
    const letters = ['a', 'b', ' ', ' ', '\n', '\n', '*', '_', '~', '^', '=', '`', '[', ']', '(', ')', '!', '<', '>', '#', '-', '+', '1', '.', ':', '/', '|', '\\', '&', ';', '"', "'", '\t', '@', 'é', '{', '}'];
    return Array.from({length: 2 + dice.below(40)}, () => dice.pick(letters)).join('');
}
