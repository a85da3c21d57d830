// Makes the fixtures that `cargo test -p lexical` checks:
//   node fixtures.mjs FOLDER
// `ghost-cases.jsonl` in that folder is not made here: Ghost itself rendered it.

import fs from 'node:fs';
import path from 'node:path';
import {render} from './oracle.mjs';
import {CARDS, block, card, document, options} from './documents.mjs';
import {Dice} from './words.mjs';

const folder = process.argv[2];

async function write(name, documents) {
    const lines = [];
    for (const [number, {lexical, set = {}}] of documents.entries()) {
        const web = await render(lexical, {target: 'html', set});
        const email = await render(lexical, {target: 'email', set});
        if (web.failed !== undefined || email.failed !== undefined) continue;
        const fixture = {name: `${name}-${number}`, set, lexical, html: web.html};
        // where mail is like the web, once is enough
        if (email.html !== web.html) fixture.email = email.html;
        lines.push(JSON.stringify(fixture));
    }
    fs.writeFileSync(path.join(folder, `${name}.jsonl`), `${lines.join('\n')}\n`);
}

const many = (count, make) => Array.from({length: count}, (_, number) => make(new Dice(7000000 + number), number));

await write('documents', many(110, dice => ({
    lexical: document(Array.from({length: 1 + dice.below(4)}, () => block(dice))),
    set: options(dice)
})));

await write('cards', Object.keys(CARDS).filter(type => type !== 'markdown').flatMap(type => many(7, dice => ({
    lexical: document([card(dice, type)]),
    set: options(dice)
}))));

await write('markdown', many(330, dice => ({lexical: document([card(dice, 'markdown')])})));

// all combinations of formats, alone and after and before each other
const text = (format, words) => ({detail: 0, format, mode: 'normal', style: '', text: words, type: 'extended-text', version: 1});
await write('formats', many(32, (dice, part) => {
    const children = [];
    for (let format = part * 8; format < part * 8 + 8; format++) {
        children.push(text(format, 'a'), text(dice.below(256), 'b'), text(0, 'c'), text(format ^ (1 << dice.below(8)), 'd'));
    }
    return {lexical: document([{type: 'paragraph', version: 1, direction: 'ltr', format: '', indent: 0, children}])};
}));

process.exit(0);
