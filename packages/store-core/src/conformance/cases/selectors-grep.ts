import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { chain, definePicks, defineRefusals } from '../picks.ts';
import type { Pick } from '../picks.ts';
import { range } from '../samples.ts';

const LOG = 'start\nerror one\nok\nok\nERROR two\nok\nerror three\nend\n';

/** Longer than most patterns, with letters of several scripts and beyond the basic plane. */
const LONG = `${'aab'.repeat(20)}caf\u00e9 \u03c3\u03c2 \u{10428} ${'aab'.repeat(20)}`;

/** `grep`: literal text and regular expressions, context, limit. */
export const selectorsGrepCases: readonly ConformanceCase[] = [
  definePicks('selectors.grep.literal', 'selectors.grep', 'grep gives the lines that hold the pattern as N:line, counted from 1', [
    [LOG, { type: 'grep', pattern: 'error' }, '2:error one\n7:error three'], [LOG, { type: 'grep', pattern: 'e' }, '2:error one\n7:error three\n8:end'],
    [LOG, { type: 'grep', pattern: 'nowhere' }, ''], [LOG, { type: 'grep', pattern: ' t' }, '5:ERROR two\n7:error three'],
    ['', { type: 'grep', pattern: 'a' }, ''],
    ['aa\naaa', { type: 'grep', pattern: 'aa' }, '1:aa\n2:aaa'], ['a\u{1f600}b\nc', { type: 'grep', pattern: '\u{1f600}' }, '1:a\u{1f600}b'],
    ['a:b\n1-c', { type: 'grep', pattern: ':' }, '1:a:b'], ['caf\u00e9\ncafe\u0301', { type: 'grep', pattern: '\u00e9' }, '1:caf\u00e9'],
    ['a\u0000b', { type: 'grep', pattern: '\u0000' }, '1:a\u0000b'],
  ]),
  definePicks('selectors.grep.no-metacharacters', 'selectors.grep', 'without regex every character of the pattern means itself', [
    ['a.b\naxb', { type: 'grep', pattern: 'a.b' }, '1:a.b'], ['(x)\nx', { type: 'grep', pattern: '(x)' }, '1:(x)'],
    ['a*\naa', { type: 'grep', pattern: 'a*' }, '1:a*'],
    ['^a$\na', { type: 'grep', pattern: '^a$' }, '1:^a$'], ['\\d\n5', { type: 'grep', pattern: '\\d' }, '1:\\d'],
    ['[\na', { type: 'grep', pattern: '[' }, '1:['],
    ['a|b\na', { type: 'grep', pattern: 'a|b', regex: false }, '1:a|b'], ['A.B\naxb', { type: 'grep', pattern: 'a.b', ignoreCase: true }, '1:A.B'],
  ]),
  definePicks('selectors.grep.lines', 'selectors.line-ends', 'lines are those of `lines`, and a match lies within one', [
    ['a\r\nb\rc\nb', { type: 'grep', pattern: 'b' }, '2:b\n4:b'], ['a\nb', { type: 'grep', pattern: 'a\nb' }, ''], ['a\nb\n', { type: 'grep', pattern: 'a\nb' }, ''],
    ['\nab', { type: 'grep', pattern: 'ab' }, '2:ab'], ['\nab', { type: 'grep', pattern: '' }, '1:\n2:ab'], ['\n\n\nab\nc', { type: 'grep', pattern: 'ab' }, '4:ab'],
    ['a\r\nb', { type: 'grep', pattern: '\r' }, ''],
    ['a\nb\n', { type: 'grep', pattern: '' }, '1:a\n2:b'], ['a\n\nb\n\n', { type: 'grep', pattern: '' }, '1:a\n2:\n3:b\n4:'],
    ['a\u2028b', { type: 'grep', pattern: 'b' }, '1:a\u2028b'],
    ['a\r\nb\r\n', { type: 'grep', pattern: 'b$', regex: true }, '2:b'], ['a\nb\n', { type: 'grep', pattern: '^$', regex: true }, ''],
    ['a\n\nb', { type: 'grep', pattern: '^$', regex: true }, '2:'], ['ab\nb', { type: 'grep', pattern: '^b', regex: true }, '2:b'],
    ['a\nb', { type: 'grep', pattern: 'a\\nb', regex: true }, ''], ['a\nb', { type: 'grep', pattern: 'a[^x]b', regex: true }, ''],
    ['ab\nb', { type: 'grep', pattern: '\\Ab', regex: true }, '2:b'],
  ]),
  definePicks('selectors.grep.ignore-case', 'selectors.grep', 'ignoreCase knows the letters of every script', [
    [LOG, { type: 'grep', pattern: 'error', ignoreCase: true }, '2:error one\n5:ERROR two\n7:error three'],
    [LOG, { type: 'grep', pattern: 'ERROR', ignoreCase: false }, '5:ERROR two'],
    ['caf\u00e9\nCAF\u00c9\ncafe', { type: 'grep', pattern: 'Caf\u00c9', ignoreCase: true }, '1:caf\u00e9\n2:CAF\u00c9'],
    ['\u043f\u0440\u0438\u0432\u0435\u0442\n\u041f\u0420\u0418\u0412\u0415\u0422', { type: 'grep', pattern: '\u041f\u0440\u0438', ignoreCase: true }, '1:\u043f\u0440\u0438\u0432\u0435\u0442\n2:\u041f\u0420\u0418\u0412\u0415\u0422'],
    ['\u03c3\n\u03c2\n\u03a3', { type: 'grep', pattern: '\u03a3', ignoreCase: true }, '1:\u03c3\n2:\u03c2\n3:\u03a3'],
    ['\u{10428}\n\u{10400}', { type: 'grep', pattern: '\u{10400}', ignoreCase: true }, '1:\u{10428}\n2:\u{10400}'],
    ['i\nI\n\u0130\n\u0131', { type: 'grep', pattern: 'i', ignoreCase: true }, '1:i\n2:I'],
    [LOG, { type: 'grep', pattern: 'e[r]+or', regex: true, ignoreCase: true }, '2:error one\n5:ERROR two\n7:error three'],
  ]),
  definePicks('selectors.grep.long-pattern', 'selectors.grep', 'a literal pattern may be long, and overlap with itself', [
    [`x${LONG}y\n${LONG.slice(1)}\n${LONG}`, { type: 'grep', pattern: LONG }, `1:x${LONG}y\n3:${LONG}`],
    [`a${LONG}\n${LONG}`, { type: 'grep', pattern: `aa${LONG}` }, ''],
    [`${'a'.repeat(99)}b`, { type: 'grep', pattern: `${'a'.repeat(80)}b` }, `1:${'a'.repeat(99)}b`],
    [`${LONG.toUpperCase()}\n${LONG}`, { type: 'grep', pattern: LONG.toUpperCase(), ignoreCase: true }, `1:${LONG.toUpperCase()}\n2:${LONG}`],
    [`${LONG.toUpperCase()}\n${LONG}`, { type: 'grep', pattern: LONG.toUpperCase() }, `1:${LONG.toUpperCase()}`],
    ...[LONG, ''].map((before): Pick => [
      ['i', 'I', '\u0130', '\u0131', '\u1fd3', '\u0390', '\u1fe3', '\u03b0', '\ufb05', '\ufb06', '\u00df', 'ss'].map((one) => before + one).join('\n'),
      { type: 'grep', pattern: `${before}\u0131`, ignoreCase: true }, `4:${before}\u0131`,
    ]),
    ...[['\u1fd3', '\u0390'], ['\u1fe3', '\u03b0'], ['\ufb05', '\ufb06'], ['\u00e5', '\u212b'], ['k', '\u212a'], ['\u00b5', '\u03bc'], ['\u1e9e', '\u00df'], ['a', 'A'], ['z', 'Z'],
      ['\u{10400}', '\u{10428}'], ['\uff21', '\uff41']].flatMap(([one = '', other = '']): Pick[] => [LONG, ''].flatMap((before): Pick[] => [
      [`${before}${one}\n${before}${other}\n${before}`, { type: 'grep', pattern: `${before}${one}`, ignoreCase: true }, `1:${before}${one}\n2:${before}${other}`],
      [`${before}${one}\n${before}${other}\n${before}`, { type: 'grep', pattern: `${before}${other}`, ignoreCase: true }, `1:${before}${one}\n2:${before}${other}`],
    ])),
    ...[['@', '`'], ['[', '{'], ['\u00d7', '\u00f7'], ['\u007f', '_'], ['\u0130', 'i'], ['\ufb00', 'ff'], ['\u0149', '\u02bcn']].map(([one = '', other = '']): Pick => [
      `${LONG}${one}\n${LONG}${other}`, { type: 'grep', pattern: `${LONG}${other}`, ignoreCase: true }, `2:${LONG}${other}`,
    ]),
    [`${'ab'.repeat(60)}c${'ab'.repeat(30)}d`, { type: 'grep', pattern: `${'ab'.repeat(40)}c${'ab'.repeat(30)}d` }, `1:${'ab'.repeat(60)}c${'ab'.repeat(30)}d`],
    ...[62, 63, 64, 65, 66].map((length): Pick => [`${'a'.repeat(length)}\n${'a'.repeat(length - 1)}\nb${'a'.repeat(length)}b`, { type: 'grep', pattern: 'a'.repeat(length) },
      `1:${'a'.repeat(length)}\n3:b${'a'.repeat(length)}b`]),
  ]),
  definePicks('selectors.grep.regex', 'selectors.grep', 'with regex the pattern is an RE2 expression', [
    [LOG, { type: 'grep', pattern: '^(start|end)$', regex: true }, '1:start\n8:end'],
    [LOG, { type: 'grep', pattern: 'o\\w*e\\b', regex: true }, '2:error one'],
    ['a1\nb22\nc', { type: 'grep', pattern: '\\d{2}', regex: true }, '2:b22'],
    ['\u{1f600}\nab', { type: 'grep', pattern: '^.$', regex: true }, '1:\u{1f600}'],
    ['\u00e9\n1', { type: 'grep', pattern: '\\p{L}', regex: true }, '1:\u00e9'], ['a\nb', { type: 'grep', pattern: '', regex: true }, '1:a\n2:b'],
    ['ab\nb', { type: 'grep', pattern: '(?i)A', regex: true }, '1:ab'], ['ab\nAb', { type: 'grep', pattern: 'A', regex: true }, '2:Ab'],
  ]),
  definePicks('selectors.grep.context', 'selectors.grep-context', 'lines around a match come as N-line, each line once', [
    [LOG, { type: 'grep', pattern: 'two', before: 1, after: 1 }, '4-ok\n5:ERROR two\n6-ok'],
    [LOG, { type: 'grep', pattern: 'two', before: 2 }, '3-ok\n4-ok\n5:ERROR two'],
    [LOG, { type: 'grep', pattern: 'two', after: 2 }, '5:ERROR two\n6-ok\n7-error three'], [LOG, { type: 'grep', pattern: 'start', before: 9 }, '1:start'],
    [LOG, { type: 'grep', pattern: 'end', after: 9 }, '8:end'],
    [LOG, { type: 'grep', pattern: 'error', before: 1, after: 1 }, '1-start\n2:error one\n3-ok\n6-ok\n7:error three\n8-end'],
    [LOG, { type: 'grep', pattern: 'e', after: 1, before: 1 }, '1-start\n2:error one\n3-ok\n6-ok\n7:error three\n8:end'],
    [LOG, { type: 'grep', pattern: 'ok', before: 1, after: 1 }, '2-error one\n3:ok\n4:ok\n5-ERROR two\n6:ok\n7-error three'],
    ['a\nb\na', { type: 'grep', pattern: 'a', after: 5 }, '1:a\n2-b\n3:a'],
    ['a\nb', { type: 'grep', pattern: 'b', before: Number.MAX_SAFE_INTEGER }, '1-a\n2:b'],
  ]),
  definePicks('selectors.grep.limit', 'selectors.grep', 'limit is the most matching lines; 0 is nothing', [
    [LOG, { type: 'grep', pattern: 'ok', limit: 1 }, '3:ok'], [LOG, { type: 'grep', pattern: 'ok', limit: 2 }, '3:ok\n4:ok'],
    [LOG, { type: 'grep', pattern: 'ok', limit: 99 }, '3:ok\n4:ok\n6:ok'],
    [LOG, { type: 'grep', pattern: 'ok', limit: 0 }, ''], [LOG, { type: 'grep', pattern: 'ok', limit: 0, before: 1, after: 1 }, ''],
    [LOG, { type: 'grep', pattern: 'error', limit: 1, before: 1, after: 1 }, '1-start\n2:error one\n3-ok'],
  ]),
  definePicks('selectors.grep.start', 'selectors.grep', 'grep may begin at a line; lines keep their numbers', [
    [LOG, { type: 'grep', pattern: 'error', start: 2 }, '7:error three'],
    [LOG, { type: 'grep', pattern: 'error', start: 1 }, '2:error one\n7:error three'],
    [LOG, { type: 'grep', pattern: 'e', start: 7 }, '8:end'], [LOG, { type: 'grep', pattern: 'e', start: 8 }, ''],
    [LOG, { type: 'grep', pattern: 'e', start: 99 }, ''],
  ]),
  defineRefusals('selectors.grep.bad-options', 'selectors.options', 'pattern and options must make sense', [
    [LOG, { type: 'grep' }], [LOG, { type: 'grep', pattern: null }], [LOG, { type: 'grep', pattern: 5 }], [LOG, { type: 'grep', pattern: /error/ }],
    [LOG, { type: 'grep', pattern: 'a\ud800' }], [LOG, { type: 'grep', pattern: 'a', regex: 1 }], [LOG, { type: 'grep', pattern: 'a', regex: 'true' }],
    [LOG, { type: 'grep', pattern: 'a', ignoreCase: null }], [LOG, { type: 'grep', pattern: 'a', before: -1 }],
    [LOG, { type: 'grep', pattern: 'a', after: 0.5 }],
    [LOG, { type: 'grep', pattern: 'a', limit: '1' }], [LOG, { type: 'grep', pattern: 'a', start: -1 }], [LOG, { type: 'grep', pattern: 'a', context: 1 }],
  ]),
  defineRefusals('selectors.grep.bad-expression', 'selectors.grep', 'an expression that RE2 does not take is INVALID_SELECTOR',
    ['(', ')', '[a', 'a{2,1}', '*', '\\', '(?<=a)b', '(?=a)', '(a)\\1', '(?!a)', '\\p{Nonsense}', 'a**'].map((pattern) => [LOG, { type: 'grep', pattern, regex: true }])),

  defineCase('selectors.grep.linear', 'selectors.grep-linear', 'no pattern takes more than linear time', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', `${'a'.repeat(20_000)}!\n`);
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)*x', '(a*)*b']) {
      kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern, regex: true }), '', `${pattern} on 20,000 letters that almost match`);
    }
    await artifacts.put('b', 'a'.repeat(1_000_000));
    for (const ignoreCase of [false, true]) {
      const pattern = `${'a'.repeat(20_000)}b`;
      kit.expect.equal(await artifacts.drilldown('b', { type: 'grep', pattern, ignoreCase }), '', `20,000 letters and another one in a million, ignoreCase ${ignoreCase}`);
    }
  }),

  defineCase('selectors.grep.chunk-borders', 'selectors.grep', 'matches and context that lie across the borders of chunks are found', async (kit) => {
    const { artifacts } = await kit.open();
    const lines = range(1, 30_000).map((n) => `line ${n} of many`);
    await artifacts.put('a', lines.join('\n'));
    const numbered = (n: number, mark: string): string => `${n}${mark}${lines[n - 1]}`;
    const everyThousandth = range(1, 30).map((thousand) => numbered(thousand * 1_000, ':'));
    kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: '000 of' }), everyThousandth.join('\n'), 'every thousandth line');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: '\\d000 of', regex: true }), everyThousandth.join('\n'), 'every thousandth line, by expression');
    for (const n of [6_800, 12_999, 13_000, 20_000]) {
      const expected = [...range(n - 300, n - 1).map((one) => numbered(one, '-')), numbered(n, ':'), ...range(n + 1, n + 300).map((one) => numbered(one, '-'))];
      kit.expect.equal(await artifacts.drilldown('a', { type: 'grep', pattern: ` ${n} `, before: 300, after: 300 }), expected.join('\n'), `300 lines around line ${n}`);
    }
  }),

  defineCase('selectors.grep.nothing-asked', 'selectors.next', 'a limit of 0 shows nothing, has no next, and is truncated unless there is nothing', async (kit) => {
    const { artifacts } = await kit.open();
    for (const content of ['', 'a', LOG]) {
      await artifacts.put('a', content);
      kit.expect.equal(await artifacts.select('a', { type: 'grep', pattern: 'a', limit: 0 }), { text: '', truncated: content !== '', next: null }, `select of '${content}'`);
    }
  }),

  defineCase('selectors.grep.last-context', 'selectors.next', 'where the text ends with the context of the last match that was asked for, it is not truncated', async (kit) => {
    const { artifacts } = await kit.open();
    await artifacts.put('a', 'a\nb\nc\nd');
    const selector = { type: 'grep' as const, pattern: 'b', limit: 1 };
    kit.expect.equal(await artifacts.select('a', { ...selector, after: 2 }), { text: '2:b\n3-c\n4-d', truncated: false, next: null }, 'a match with all that follows it');
    kit.expect.equal(await artifacts.select('a', { ...selector, after: 1 }), { text: '2:b\n3-c', truncated: true, next: { ...selector, after: 1, start: 3 } }, 'a match with one line of two');
  }),

  defineCase('selectors.grep.next', 'selectors.next', 'selections of a few matches each show, one after the other, what one without limit shows', async (kit) => {
    const { artifacts } = await kit.open();
    const lines = range(1, 60).map((n) => (n % 7 === 0 || n % 11 === 0 ? `match ${n}` : `other ${n}`));
    await artifacts.put('a', lines.join('\n'));
    for (const limit of [1, 2, 5]) for (const [before, after] of [[0, 0], [1, 0], [0, 1], [2, 3]] as const) {
      const selector = { type: 'grep' as const, pattern: '^match', regex: true, before, after };
      const whole = await artifacts.drilldown('a', selector);
      const selections = await chain(artifacts, 'a', { ...selector, limit });
      const texts = selections.map(({ text }) => text).filter((text) => text !== '');
      kit.expect.equal(texts.join('\n'), whole, `${selections.length} selections of ${limit} matches, ${before} lines before, ${after} after`);
      kit.expect.ok(texts.every((text) => text.match(/^\d+:/gm)?.length === limit || text === texts.at(-1)), `each but the last shows ${limit} matches`);
      kit.expect.equal(selections.map(({ truncated }) => truncated), selections.map((_, index) => index < selections.length - 1), 'truncated, true for all but the last');
    }
  }),
];
