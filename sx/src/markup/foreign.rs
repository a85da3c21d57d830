//! The SVG and MathML elements and attributes. Within a vocabulary every attribute is accepted on
//! every element. Left out: `foreignObject`'s cousins that carry scripts or raw HTML
//! (`annotation-xml`, `handler`), and elements that browsers dropped.

/// SVG elements.
pub(super) const SVG_ELEMENTS: &str = "a animate animateMotion animateTransform circle clipPath \
    defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix \
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB \
    feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset \
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g \
    image line linearGradient marker mask metadata mpath path pattern polygon polyline \
    radialGradient rect set stop svg switch symbol text textPath title tspan use view";

/// SVG attributes, presentation attributes among them.
pub(super) const SVG_ATTRIBUTES: &str = "accumulate additive alignment-baseline amplitude \
    attributeName azimuth baseFrequency baseline-shift begin bias by calcMode class clip-path \
    clip-rule clipPathUnits color color-interpolation color-interpolation-filters crossorigin \
    cursor cx cy d decoding diffuseConstant direction display divisor dominant-baseline dur dx \
    dy edgeMode elevation end exponent fetchpriority fill fill-opacity fill-rule filter \
    filterUnits flood-color flood-opacity focusable font-family font-size font-size-adjust \
    font-stretch font-style font-variant font-weight fr from fx fy gradientTransform \
    gradientUnits height href hreflang id image-rendering in in2 intercept k1 k2 k3 k4 \
    kernelMatrix keyPoints keySplines keyTimes lang lengthAdjust letter-spacing lighting-color \
    limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits markerWidth \
    mask mask-type maskContentUnits maskUnits max media method min mode numOctaves offset \
    opacity operator order orient origin overflow paint-order path pathLength \
    patternContentUnits patternTransform patternUnits pointer-events points pointsAtX pointsAtY \
    pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rel repeatCount \
    repeatDur requiredExtensions restart result role rotate rx ry scale seed shape-rendering \
    side spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset \
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfaceScale \
    systemLanguage tabindex tableValues target targetX targetY text-anchor text-decoration \
    text-rendering textLength to transform transform-origin type unicode-bidi values \
    vector-effect version viewBox visibility width word-spacing writing-mode x x1 x2 \
    xChannelSelector xlink:href xml:lang xml:space xmlns xmlns:xlink y y1 y2 yChannelSelector z";

/// MathML Core elements.
pub(super) const MATHML_ELEMENTS: &str = "annotation math merror mfrac mi mmultiscripts mn mo \
    mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup \
    mtable mtd mtext mtr munder munderover semantics";

/// MathML Core attributes.
pub(super) const MATHML_ATTRIBUTES: &str = "accent accentunder class columnspan depth dir \
    display displaystyle encoding fence form height href id intent arg largeop linethickness \
    lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits role \
    rowspan rspace scriptlevel separator stretchy symmetric tabindex voffset width xmlns";
