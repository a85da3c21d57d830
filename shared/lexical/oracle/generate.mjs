// Makes documents and what Ghost renders of them, a fixture a line:
//   node generate.mjs SEED COUNT [KIND] > fixtures.jsonl
// KIND is `any` (whole documents), `formats` (runs of formatted text) or the name of a card.

import {render} from './oracle.mjs';
import {CARDS, block, card, document, formats, options} from './documents.mjs';
import {Dice} from './words.mjs';

const [seed, count, kind = 'any'] = process.argv.slice(2);
let failed = 0;

for (let number = 0; number < Number(count); number++) {
    const dice = new Dice(Number(seed) * 1000003 + number);
    const children = {
        any: () => Array.from({length: 1 + dice.below(5)}, () => block(dice)),
        formats: () => [formats(dice), formats(dice)]
    }[kind]?.() ?? [card(dice, kind)];
    const lexical = document(children);
    const set = options(dice);
    const web = await render(lexical, {target: 'html', set});
    const email = await render(lexical, {target: 'email', set});
    if (web.failed !== undefined || email.failed !== undefined) failed += 1;
    const fixture = {name: `${kind}-${seed}-${number}`, set, lexical, html: web.html ?? null, email: email.html ?? null};
    process.stdout.write(`${JSON.stringify(fixture)}\n`);
}
process.stderr.write(`${count} documents, ${failed} on which Ghost fails\n`);
process.exit(0);
