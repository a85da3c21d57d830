// Ghost's renderer, called with the options that Ghost 6.65 passes.
//
// A document on which Ghost itself fails (its error handler is called, or the
// update throws) is answered with `{failed: reason}`: there are no bytes to compare.
import {createRequire} from 'node:module';
import path from 'node:path';

const home = process.env.ORACLE_HOME ?? process.cwd();
const require = createRequire(path.join(home, 'package.json'));
const {LexicalHTMLRenderer} = require('@tryghost/kg-lexical-html-renderer');
const {DEFAULT_NODES} = require('@tryghost/kg-default-nodes');

const NOT_RESIZED = ['.ico', '.svg', '.svgz'];

export const SITE = {
    siteUuid: '00000000-0000-4000-8000-000000000000',
    siteUrl: 'http://127.0.0.1:2368/',
    imageBaseUrl: '',
    imageOptimization: {
        resize: true,
        srcsets: true,
        defaultMaxWidth: 2000,
        contentImageSizes: {
            w600: {width: 600}, w1000: {width: 1000}, w1600: {width: 1600}, w2400: {width: 2400}
        },
        internalImageSizes: {}
    },
    canTransformImage: src => !NOT_RESIZED.includes(path.parse(src).ext),
    canTransformImageToFormat: format => ['gif', 'jpeg', 'jpg', 'png', 'webp', 'avif'].includes(format)
};

/** What differs between a fixture's renders: the names of `Options` in the crate. */
export function optionsOf(variant) {
    const options = {...SITE, feature: {emailUniqueid: false, pictureImageFormats: false}};
    if (variant.target === 'email') {
        options.target = 'email';
        options.design = {accentColor: '#aa3355'};
    }
    const set = variant.set ?? {};
    if ('feature' in set) options.feature = {...options.feature, ...set.feature};
    for (const key of ['siteUrl', 'siteUuid', 'imageBaseUrl', 'postUrl']) {
        if (key in set) options[key] = set[key];
    }
    if ('design' in set) options.design = set.design;
    if ('srcsets' in set) options.imageOptimization = {...options.imageOptimization, srcsets: set.srcsets};
    if ('defaultMaxWidth' in set) {
        options.imageOptimization = {...options.imageOptimization, defaultMaxWidth: set.defaultMaxWidth};
    }
    return options;
}

let rejected = null;
process.on('unhandledRejection', error => {
    rejected = error;
});

let reported = null;
const renderer = new LexicalHTMLRenderer({
    nodes: DEFAULT_NODES,
    onError: error => {
        reported = error;
    }
});

export async function render(document, variant) {
    rejected = null;
    reported = null;
    let html;
    try {
        html = await renderer.render(JSON.stringify(document), optionsOf(variant));
    } catch (error) {
        return {failed: String(error.message)};
    }
    // a throw inside the update arrives as a rejection one turn later
    await new Promise(resolve => setImmediate(resolve));
    const error = rejected ?? reported;
    return error ? {failed: String(error.message)} : {html: html.toWellFormed()};
}
