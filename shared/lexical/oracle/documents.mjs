// Random documents: every node that Ghost 6 registers, every property, sometimes missing or odd.

import {html, markdown, noise, picture, text, url} from './words.mjs';

const flag = dice => dice.chance(0.5);
const color = dice => dice.pick(['#ffffff', '#FFFFFF', '#000', '#000000', '#f0a', '#12345', 'accent', 'transparent', 'black', 'red', '', 'rgba(0, 0, 0, 0)', '#15171A']);
const align = dice => dice.pick(['left', 'center', 'right', '']);
const width = dice => dice.pick([1600, 1600, 2400, 2000, 2001, 3000, 600, 599, 720, 719, 1000, 1200, 1199.5, 100, 1, 0, null, '800', '1600', 'x']);
const height = dice => dice.pick([1067, 800, 600, 333, 1, 0, null, '400', 0.5]);
const caption = dice => (dice.chance(0.4) ? '' : dice.chance(0.5) ? text(dice) : html(dice));
const duration = dice => dice.pick([0, 5, 83, 59.9, 60, 3600, 7325.5, '90', null]);
const segment = dice => dice.pick(['status:free', 'status:-free', 'status:free,status:-free', '', 'status:paid', 'status:-free+status:-paid', 'label:x']);
const label = dice => (dice.chance(0.5) ? text(dice) : html(dice));

function visibility(dice) {
    const today = () => ({
        web: {nonMember: dice.pick([true, false]), memberSegment: segment(dice)},
        email: {memberSegment: segment(dice)}
    });
    const old = () => dice.pick([
        {emailOnly: flag(dice), segment: segment(dice)},
        {showOnWeb: flag(dice), showOnEmail: flag(dice), segment: segment(dice)},
        {showOnEmail: flag(dice), segment: segment(dice)},
        {showOnWeb: flag(dice)},
        {segment: segment(dice)},
        {}
    ]);
    return dice.chance(0.6) ? today() : old();
}

const tweet = dice => ({tweet_data: {
    id: dice.pick(['1', '123456789', '']),
    text: dice.pick(['Hello @coop #bread https://t.co/x', 'one\ntwo <b> & 😀 @me', '']),
    author_id: '7',
    created_at: dice.pick(['2022-08-18T14:35:00.000Z', '2024-02-29T23:59:59Z', '2021-01-01T00:05:00+02:00', 'nonsense', null]),
    public_metrics: dice.pick([{retweet_count: 10, like_count: 1234}, {retweet_count: 999950, like_count: 1150}, {retweet_count: 0}, null]),
    users: dice.pick([[{id: '7', name: 'Coop & Co', username: 'coop', profile_image_url: 'https://p.org/x.jpg'}], [{id: '7', username: 'x'}], [], null]),
    entities: dice.pick([null, {mentions: [{start: 6, end: 10, username: 'coop'}], hashtags: [{start: 12, end: 17, tag: 'bread'}], urls: [{start: 19, end: 32, url: 'https://t.co/x', display_url: 'x.org'}]}, {urls: [{start: 2, end: 5, url: 'abc', display_url: 'pic.twitter.com/x'}]}, {mentions: []}]),
    attachments: dice.pick([null, {media_keys: ['1']}, {poll_ids: ['2']}]),
    includes: dice.pick([null, {media: [{url: 'https://p.org/m.jpg'}]}, {media: [{preview_image_url: 'https://p.org/v.jpg'}]}])
}});

const embedData = dice => dice.pick([
    {thumbnail_url: 'https://i.org/t.jpg', thumbnail_width: dice.pick([480, '640', 0, null]), thumbnail_height: dice.pick([360, '480', 0])},
    {thumbnail_url: 'https://i.org/t.jpg'}, {}, {title: text(dice)}
]);

const galleryImage = (dice, row) => ({
    fileName: dice.pick(['a.jpg', 'b.jpg', ' ', 'c']), row, src: picture(dice),
    width: dice.pick([1600, 2400, 600, 700, 3000, 1200, 0, '900']), height: dice.pick([800, 600, 1067, 1]),
    ...dice.pick([{}, {alt: text(dice)}, {alt: 'x', title: text(dice)}, {href: url(dice)}, {title: ''}])
});

/** The properties of each card, each with a maker of values. */
export const CARDS = {
    audio: {src: d => d.pick(['/content/media/a.mp3', 'https://x.org/a?b&c', '', ' ']), title: text, duration, mimeType: () => 'audio/mp3', thumbnailSrc: d => d.pick(['', picture(d)])},
    bookmark: {url, caption, metadata: d => ({icon: d.pick(['', 'https://i.org/f.ico']), title: label(d), description: d.pick([text(d), 'word '.repeat(d.below(40)), 'x'.repeat(85 + d.below(40)) + '😀&amp;y']), author: text(d), publisher: d.pick(['', text(d)]), thumbnail: d.pick(['', picture(d)])})},
    button: {buttonText: text, alignment: align, buttonUrl: url},
    'call-to-action': {layout: d => d.pick(['minimal', 'immersive', '']), alignment: align, textValue: caption, showButton: flag, showDividers: flag, buttonText: text, buttonUrl: d => d.pick(['', url(d)]), buttonColor: color, buttonTextColor: color, hasSponsorLabel: flag, sponsorLabel: html, backgroundColor: d => d.pick(['grey', 'white', 'none', 'blue', color(d)]), linkColor: d => d.pick(['text', 'accent']), imageUrl: d => d.pick(['', picture(d)]), imageWidth: width, imageHeight: height, visibility},
    callout: {calloutText: html, calloutEmoji: d => d.pick(['💡', '', '<b>', null]), backgroundColor: d => d.pick(['blue', 'grey', 'rgba(0, 0, 0, 0)', 'x_y', ''])},
    codeblock: {code: d => d.pick([text(d), 'fn x() {\n    "<&>"\n}', '', ' \n', noise(d)]), language: d => d.pick(['', 'js', 'c++', 'a"b']), caption},
    email: {html},
    'email-cta': {html: caption, alignment: align, buttonText: text, buttonUrl: d => d.pick(['', url(d)]), segment, showButton: flag, showDividers: flag},
    embed: {url, html: d => d.pick([html(d), '<iframe src="https://www.youtube.com/embed/x"></iframe>']), embedType: d => d.pick(['video', 'rich', 'twitter', '']), caption, metadata: d => (d.chance(0.5) ? tweet(d) : embedData(d))},
    file: {src: d => d.pick(['/content/files/f.pdf', 'https://x.org/"f', '']), fileTitle: label, fileCaption: d => d.pick(['', label(d)]), fileName: text, fileSize: d => d.pick([0, 1, 1023, 1024, 123456, 1.5e9, 2e12, 5e15, '2048', null])},
    gallery: {caption, images: d => { let row = d.below(2); return Array.from({length: d.below(9)}, (_, i) => { if (i % 3 === 0 && i) row += d.pick([1, 1, 2]); return galleryImage(d, row); }); }},
    header: {version: d => d.pick([1, 2, 2]), size: d => d.pick(['small', 'large', '']), style: d => d.pick(['dark', 'light', 'accent', 'image']), buttonEnabled: flag, buttonUrl: d => d.pick(['', url(d)]), buttonText: text, header: label, subheader: d => d.pick(['', label(d), 'x<br><br/>', '<br>']), backgroundImageSrc: d => d.pick(['', picture(d)]), backgroundImageWidth: width, backgroundImageHeight: height, accentColor: color, alignment: align, backgroundColor: color, backgroundSize: d => d.pick(['cover', 'contain']), textColor: color, buttonColor: color, buttonTextColor: color, layout: d => d.pick(['regular', 'wide', 'full', 'split']), swapped: flag},
    horizontalrule: {},
    html: {html: d => d.pick([html(d), noise(d), '']), visibility},
    image: {src: picture, width, height, title: d => d.pick(['', text(d)]), alt: d => d.pick(['', text(d)]), caption, cardWidth: d => d.pick(['regular', 'wide', 'full', '']), href: d => d.pick(['', url(d)])},
    markdown: {markdown: d => (d.chance(0.75) ? markdown(d) : noise(d))},
    paywall: {},
    product: {productImageSrc: d => d.pick(['', picture(d)]), productImageWidth: width, productImageHeight: height, productTitle: label, productDescription: html, productRatingEnabled: flag, productStarRating: d => d.pick([0, 1, 3, 5, '4', null, 2.5]), productButtonEnabled: flag, productButton: text, productUrl: url},
    signup: {alignment: align, backgroundColor: color, backgroundImageSrc: d => d.pick(['', picture(d)]), backgroundSize: d => d.pick(['cover', 'contain']), textColor: color, buttonColor: color, buttonTextColor: color, buttonText: text, disclaimer: d => d.pick(['', label(d)]), header: d => d.pick(['', label(d)]), labels: d => d.pick([[], ['one'], ['a"b', 'two']]), layout: d => d.pick(['regular', 'wide', 'full', 'split']), subheader: d => d.pick(['', label(d)]), successMessage: text, swapped: flag},
    toggle: {heading: label, content: html},
    transistor: {accentColor: color, backgroundColor: color, visibility},
    video: {src: d => d.pick(['/content/media/v.mp4', "https://x.org/v'q", '']), caption, fileName: text, mimeType: () => 'video/mp4', width, height, duration, thumbnailSrc: d => d.pick(['', picture(d)]), customThumbnailSrc: d => d.pick(['', '', picture(d)]), cardWidth: d => d.pick(['regular', 'wide', 'full', '']), loop: flag}
};

/** Values that a property hardly ever has. */
const ODD = [null, '', 0, 1, true, false, 'odd', '<b>x', 12.5];

export function card(dice, type) {
    const node = {type, version: 1};
    for (const [name, make] of Object.entries(CARDS[type])) {
        if (dice.chance(0.12)) continue;
        node[name] = dice.chance(0.03) ? dice.pick(ODD) : make(dice);
    }
    return node;
}

function textNode(dice) {
    const node = {
        detail: 0, format: dice.chance(0.4) ? 0 : dice.below(256), mode: 'normal', style: '',
        text: dice.chance(0.06) ? '' : text(dice), type: dice.pick(['extended-text', 'extended-text', 'extended-text', 'text', 'tk'])
    };
    if (dice.chance(0.5)) node.format &= dice.pick([1, 3, 7, 9, 131, 17]);
    if (dice.chance(0.03)) node.format = dice.pick(['bold', 'italic', 256, 1023]);
    if (dice.chance(0.03)) delete node.mode;
    if (dice.chance(0.03)) node.detail = dice.pick([1, 2]);
    return node;
}

function inline(dice, depth) {
    const roll = dice.next();
    if (roll < 0.66) return textNode(dice);
    if (roll < 0.76) return {type: 'linebreak', version: 1};
    if (roll < 0.88) return {type: 'link', url: dice.chance(0.05) ? '' : url(dice), rel: dice.pick([null, 'noreferrer', '', 'a"b']), target: null, title: dice.pick([null, 't']), format: '', indent: 0, direction: 'ltr', version: 1, children: dice.times(3, () => (depth > 1 ? textNode(dice) : inline(dice, depth + 1)))};
    if (roll < 0.9) return {type: 'tab', text: '\t', format: dice.below(4), version: 1, detail: 2, mode: 'normal', style: ''};
    if (roll < 0.94) return {type: 'at-link', version: 1, linkFormat: 0, direction: null, format: '', indent: 0, children: [{type: 'at-link-search', text: text(dice), version: 1}].slice(dice.below(2))};
    if (roll < 0.96) return {type: 'zwnj', text: '', format: 0, mode: 'normal', detail: 0, style: '', version: 1};
    if (roll < 0.97) return {type: 'at-link-search', text: text(dice), version: 1};
    if (roll < 0.985 && depth < 2) return element(dice, dice.pick(['paragraph', 'aside', 'extended-quote']), depth + 1);
    return card(dice, dice.pick(['image', 'horizontalrule', 'callout', 'bookmark']));
}

function element(dice, type, depth = 0) {
    const node = {type, version: 1, direction: 'ltr', format: '', indent: 0, children: dice.times(6, () => inline(dice, depth))};
    if (type.endsWith('heading')) node.tag = `h${1 + dice.below(6)}`;
    return node;
}

function list(dice, depth = 0) {
    const item = value => {
        const nested = depth < 4 && dice.chance(0.25);
        const children = nested ? [list(dice, depth + 1)] : dice.times(3, () => inline(dice, 2));
        if (dice.chance(0.05)) children.push(dice.chance(0.5) ? list(dice, 5) : element(dice, 'paragraph', 2));
        return {type: 'listitem', value, version: 1, direction: 'ltr', format: '', indent: depth, children};
    };
    const children = Array.from({length: 1 + dice.below(4)}, (_, i) => item(i + 1));
    if (dice.chance(0.04)) children.push(dice.pick([() => list(dice, 5), () => element(dice, 'paragraph', 2), () => textNode(dice)])());
    const listType = dice.pick(['bullet', 'number', 'number', 'check', 'ol']);
    return {type: 'list', listType, start: dice.pick([1, 1, 3, 0, null, '4']), tag: listType === 'number' ? 'ol' : 'ul', version: 1, direction: 'ltr', format: '', indent: 0, children};
}

export function block(dice) {
    const roll = dice.next();
    if (roll < 0.25) return element(dice, 'paragraph');
    if (roll < 0.35) return element(dice, dice.pick(['extended-heading', 'heading']));
    if (roll < 0.43) return list(dice);
    if (roll < 0.5) return element(dice, dice.pick(['extended-quote', 'quote', 'aside']));
    return card(dice, dice.pick(Object.keys(CARDS)));
}

export function document(children) {
    return {root: {children, direction: 'ltr', format: '', indent: 0, type: 'root', version: 1}};
}

/** A paragraph of texts that often look the same as their neighbours, or nearly. */
export function formats(dice) {
    const common = [0, dice.below(256), dice.below(256), dice.below(256)];
    const children = Array.from({length: 2 + dice.below(10)}, () => {
        const roll = dice.next();
        if (roll < 0.08) return {type: 'linebreak', version: 1};
        if (roll < 0.14) return {type: 'link', url: '/x', rel: null, version: 1, children: [textNode(dice), textNode(dice)]};
        if (roll < 0.2) return inline(dice, 2);
        return {...textNode(dice), format: dice.pick(common), style: dice.pick(['', '', '', 'color: red'])};
    });
    return {type: 'paragraph', version: 1, direction: 'ltr', format: '', indent: 0, children};
}

/** Options that a render may be asked with; mostly those of the sample site. */
export function options(dice) {
    const set = {};
    if (dice.chance(0.2)) set.postUrl = dice.pick(['https://coop.org/post/', 'https://coop.org/a?b&c="d']);
    if (dice.chance(0.1)) set.siteUrl = dice.pick(['https://coop.org', 'http://127.0.0.1:2368', '']);
    if (dice.chance(0.1)) set.imageBaseUrl = 'https://cdn.example.org/';
    if (dice.chance(0.1)) set.feature = {emailUniqueid: flag(dice), pictureImageFormats: flag(dice)};
    if (dice.chance(0.2)) set.design = {...dice.pick([{}, {accentColor: '#00ff00'}]), ...dice.pick([{}, {backgroundIsDark: true}]), ...dice.pick([{}, {buttonStyle: 'outline'}, {buttonStyle: 'fill'}])};
    if (dice.chance(0.05)) set.srcsets = false;
    if (dice.chance(0.05)) set.defaultMaxWidth = dice.pick([1200, null]);
    if (dice.chance(0.05)) set.siteUuid = dice.pick(['', 'a b&c']);
    return set;
}
