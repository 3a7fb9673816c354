import fc from 'fast-check';

/** Pieces that mean something to Markdown, HTML, a spreadsheet, a terminal or a layout engine. */
export const HOSTILE_PIECES = [
  ...[
    '[a](javascript:alert(1))',
    '![a](http://evil.example/x.png)',
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
  ],
  ...[
    '[a]: http://evil.example',
    '[^1]',
    '[^1]: note',
    '<http://evil.example>',
    'http://evil.example',
    'www.evil.example',
  ],
  ...[
    'HTTPS://evil.example',
    'mailto:a@evil.example',
    'a@evil.example',
    'javascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
  ],
  ...[
    '# title',
    '###### x',
    '===',
    '---',
    '***',
    '___',
    '- item',
    '+ item',
    '* item',
    '1. item',
    '12) item',
    '> quote',
  ],
  ...[
    '```',
    '~~~',
    '`code`',
    '    code',
    '\tcode',
    '| a | b |',
    '|---|---|',
    '\\|',
    '\\',
    '&amp;',
    '&lt;script&gt;',
    '&#x3c;',
  ],
  ...[
    '**bold**',
    '__bold__',
    '*em*',
    '~~gone~~',
    '==mark==',
    '$x$',
    '$$x$$',
    '{{ x }}',
    '{% x %}',
    '{: onclick=x }',
    ': def',
    '%x',
  ],
  ...[
    '---\ntitle: x\n---\n',
    '<!-- x -->',
    '<details>',
    '</td></table>',
    '<?php x ?>',
    '<![CDATA[x]]>',
    '@user',
    ':smile:',
  ],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '"', '""', "'", ',', ';', '\r\n', '\n', '\r', '\t', ' ', '\u00A0'],
  ...[
    '\x1B[31m',
    '\x1B]8;;http://evil.example\x07link\x1B]8;;\x07',
    '\x1B]0;title\x07',
    '\x9B31m',
    '\x07',
    '\b',
    '\0',
    '\x7F',
  ],
  ...['\u202E', '\u2066', '\u2069', '\u200B', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u2028', '\u2029', '\u{E0041}'],
  ...['\uD800', '\uDC00', '👩‍💻', 'naïve', '漢字', 'word', '0'],
] as const;

/** Texts made of such pieces, and of any characters. */
export const hostileText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HOSTILE_PIECES) }, fc.string({ unit: 'binary' })), {
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));
