import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { definePicks, defineRefusals } from '../picks.ts';
import { inPieces, utf8 } from '../samples.ts';

const DOCUMENT = '{"b": {"z": 1, "a": [1, {"y": [], "x": {}}]}, "a": "text", "id": 1234567890123456789, "price": 1.0, "none": null, "yes": true, "a/b": 1, "m~n": 2, "": 3}';

/** What is not JSON (RFC 8259), although some readers take it. */
const NOT_JSON = [
  'not json', '', ' ', '{"a":1} x', '{"a":1}{"a":2}', '{"a":1,}', '{a:1}', '{\'a\':1}', '{"a":1', '{"a":01}', '{"a":.5}', '{"a":1.}', '{"a":+1}',
  '{"a":NaN}', '{"a":Infinity}',
  '\ufeff\ufeff{"a":1}', '{"a"::1}', '{:1}', '{"a":1:2}', '[1:2]', '["a":1]', '[1}', '{"a":1]', '{"a":[1}', '["a" "b"]', '{"a":"b" "c":1}', '"a""b"', '"a" 1', '1 2', '1,2', ',',
  '{,}', '{"a",1}', '{"a":1 "b"}', '[,]', '[1,,2]', '[1 2]', '{"a":1}}', '[]]', '}', ':', '{"a"', '{"a":', '{"a":1,', '[1', '[', '{', '"a', '{"a":"b', '{"a":"\\', '{"a":"\\u00', '-', '1e',
  '{"a":"\n"}', '{"a":"\\x41"}', '{"a":1 /* one */}', '{"a":undefined}', '{"a":tru}', '{"a" 1}', '{"a":1,,"b":2}',
];

/** Pointers to nothing in DOCUMENT. */
const MISSING = [
  '/nowhere', '/A', '/a/0', '/a/length', '/b/a/2', '/b/a/-', '/b/a/00', '/b/a/01', '/b/a/-1', '/b/a/1e0', '/b/a/', '/b/a/length', '/none/x',
  '/constructor', '/__proto__', '/a/z', '/nowhere/z',
];

/** A case in which `json_pointer` finds nothing at these pointers into these texts. */
function defineMissing(id: string, title: string, pointers: readonly (readonly [content: string, pointer: string])[]): ConformanceCase {
  return defineCase(id, 'selectors.json-pointer', title, async (kit) => {
    const { artifacts } = await kit.open();
    for (const [content, pointer] of pointers) {
      await artifacts.put('a', content);
      for (const call of [() => artifacts.drilldown('a', { type: 'json_pointer', pointer }), () => artifacts.select('a', { type: 'json_pointer', pointer })]) {
        const { details } = await kit.expect.rejects(call, 'INVALID_SELECTOR', `'${pointer}' of ${content}`);
        kit.expect.equal([details['type'], details['pointer']], ['json_pointer', pointer], `details of '${pointer}' of ${content}`);
      }
    }
  });
}

/** `json_keys` and `json_pointer`. */
export const selectorsJsonCases: readonly ConformanceCase[] = [
  definePicks('selectors.json-keys.members', 'selectors.json-keys', 'json_keys gives the members that exist, keys sorted at every depth, indented by 2', [
    [DOCUMENT, { type: 'json_keys', keys: ['b', 'a'] }, '{\n  "a": "text",\n  "b": {\n    "a": [\n      1,\n      {\n        "x": {},\n        "y": []\n      }\n    ],\n    "z": 1\n  }\n}'],
    [DOCUMENT, { type: 'json_keys', keys: ['yes', 'none', 'nowhere'] }, '{\n  "none": null,\n  "yes": true\n}'],
    [DOCUMENT, { type: 'json_keys', keys: ['a', 'a'] }, '{\n  "a": "text"\n}'],
    [DOCUMENT, { type: 'json_keys', keys: [''] }, '{\n  "": 3\n}'],
    ['{"\u{1f600}":1,"\uff5e":2,"10":3,"9":4,"Z":5,"a":6}', { type: 'json_keys', keys: ['a', 'Z', '9', '10', '\uff5e', '\u{1f600}'] },
      '{\n  "10": 3,\n  "9": 4,\n  "Z": 5,\n  "a": 6,\n  "\uff5e": 2,\n  "\u{1f600}": 1\n}'],
    [' \r\n\t{ "a" : [ ] , "b":{ } }\n', { type: 'json_keys', keys: ['a', 'b'] }, '{\n  "a": [],\n  "b": {}\n}'],
    ['\ufeff{"a":1}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": 1\n}'],
  ]),
  definePicks('selectors.json-keys.numbers', 'selectors.json-numbers', 'the text of a number is kept as it was written', [
    [DOCUMENT, { type: 'json_keys', keys: ['id', 'price'] }, '{\n  "id": 1234567890123456789,\n  "price": 1.0\n}'],
    ['{"a":[-0,0.10,1e400,1E+2,123456789012345678901234567890.5,5e-324]}', { type: 'json_keys', keys: ['a'] },
      '{\n  "a": [\n    -0,\n    0.10,\n    1e400,\n    1E+2,\n    123456789012345678901234567890.5,\n    5e-324\n  ]\n}'],
  ]),
  definePicks('selectors.json-keys.none', 'selectors.json-keys', 'none of the keys is {}', [
    [DOCUMENT, { type: 'json_keys', keys: ['nowhere'] }, '{}'], [DOCUMENT, { type: 'json_keys', keys: [] }, '{}'],
    ['{}', { type: 'json_keys', keys: ['a'] }, '{}'],
    [DOCUMENT, { type: 'json_keys', keys: ['z', 'B', 'constructor', '__proto__', 'toString', 'length'] }, '{}'],
  ]),
  definePicks('selectors.json-keys.not-an-object', 'selectors.json-keys', 'other JSON, and what is not JSON, give nothing',
    ['[{"a":1}]', '"a"', '1', 'null', 'true', ...NOT_JSON].map((content) => [content, { type: 'json_keys', keys: ['a'] }, ''])),
  definePicks('selectors.json-keys.hostile-keys', 'selectors.json-keys', 'keys are only names, and the last of equal ones counts', [
    ['{"__proto__":{"x":1},"constructor":2}', { type: 'json_keys', keys: ['__proto__', 'constructor'] }, '{\n  "__proto__": {\n    "x": 1\n  },\n  "constructor": 2\n}'],
    ['{"a":1,"b":2,"a":3}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": 3\n}'],
    ['{"a":[1],"b":{"a":2},"a":{"a":[{"b":3}]},"c":{"a":4}}', { type: 'json_keys', keys: ['a', 'c'] }, '{\n  "a": {\n    "a": [\n      {\n        "b": 3\n      }\n    ]\n  },\n  "c": {\n    "a": 4\n  }\n}'],
    ['{"a":{"x":1,"x":2}}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": {\n    "x": 2\n  }\n}'],
    ['{"\\u0061":1}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": 1\n}'],
    ['{"\u00e9":1,"e\u0301":2}', { type: 'json_keys', keys: ['e\u0301'] }, '{\n  "e\u0301": 2\n}'],
  ]),
  definePicks('selectors.json-keys.strings', 'selectors.json-keys', 'strings are written with as few escapes as there can be', [
    ['{"a":"\\u0041\\/\\u00e9\\n\\u0000\\"\\\\\\ud83d\\ude00"}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": "A/\u00e9\\n\\u0000\\"\\\\\u{1f600}"\n}'],
    ['{"a":"[1, {\\"b\\": 2}]"}', { type: 'json_keys', keys: ['a'] }, '{\n  "a": "[1, {\\"b\\": 2}]"\n}'],
  ]),
  definePicks('selectors.json-pointer.value', 'selectors.json-pointer', 'json_pointer gives a string as its text, anything else as JSON', [
    [DOCUMENT, { type: 'json_pointer', pointer: '/a' }, 'text'], [DOCUMENT, { type: 'json_pointer', pointer: '/b/a/0' }, '1'],
    [DOCUMENT, { type: 'json_pointer', pointer: '/b/a/1/y' }, '[]'],
    [DOCUMENT, { type: 'json_pointer', pointer: '/b/a' }, '[\n  1,\n  {\n    "x": {},\n    "y": []\n  }\n]'],
    [DOCUMENT, { type: 'json_pointer', pointer: '/none' }, 'null'],
    [DOCUMENT, { type: 'json_pointer', pointer: '/yes' }, 'true'],
    ['{"a":"x\\n\\u00e9\\u0000\\"\\ud83d\\ude00"}', { type: 'json_pointer', pointer: '/a' }, 'x\n\u00e9\u0000"\u{1f600}'],
    ['{"a":""}', { type: 'json_pointer', pointer: '/a' }, ''], ['{"a":1,"a":"last"}', { type: 'json_pointer', pointer: '/a' }, 'last'],
    ['{"a":[{"b":1}],"a":{"0":"last"}}', { type: 'json_pointer', pointer: '/a/0' }, 'last'],
    ['{"a":{"x":1},"a":{"b":2},"b":3}', { type: 'json_pointer', pointer: '/a/b' }, '2'], ['{"c":{"b":1},"a":{"c":{"b":1},"b":2},"b":3}', { type: 'json_pointer', pointer: '/a/b' }, '2'],
    ['[[1,2],[3,[4,"x"]],{"a":5},6]', { type: 'json_pointer', pointer: '/1/1/1' }, 'x'], ['[[1,2],[3,[4]],{"a":5},6]', { type: 'json_pointer', pointer: '/2/a' }, '5'],
    ['[[1,2],[3,[4]],{"a":5},6]', { type: 'json_pointer', pointer: '/3' }, '6'], ['[[[0]],1]', { type: 'json_pointer', pointer: '/1' }, '1'], ['{"a":[{"b":[1]},{"b":[2]}]}', { type: 'json_pointer', pointer: '/a/1/b/0' }, '2'],
    ['{"a":{"a":{"a":"deep"}},"b":"x"}', { type: 'json_pointer', pointer: '/a/a/a' }, 'deep'], ['"\\ud800x"', { type: 'json_pointer', pointer: '' }, '\ufffdx'],
    ['{"a":"first","a":["last"]}', { type: 'json_pointer', pointer: '/a' }, '[\n  "last"\n]'], ['{"a":["first"],"a":1}', { type: 'json_pointer', pointer: '/a' }, '1'],
  ]),
  definePicks('selectors.json-pointer.numbers', 'selectors.json-numbers', 'the text of a number is kept as it was written', [
    [DOCUMENT, { type: 'json_pointer', pointer: '/id' }, '1234567890123456789'], [DOCUMENT, { type: 'json_pointer', pointer: '/price' }, '1.0'],
    ['[1e400]', { type: 'json_pointer', pointer: '/0' }, '1e400'], ['[[1.50, -0]]', { type: 'json_pointer', pointer: '/0' }, '[\n  1.50,\n  -0\n]'],
  ]),
  definePicks('selectors.json-pointer.whole', 'selectors.json-pointer', 'the empty pointer is the whole', [
    ['[1, 2]', { type: 'json_pointer', pointer: '' }, '[\n  1,\n  2\n]'], ['"text"', { type: 'json_pointer', pointer: '' }, 'text'],
    [' 1.0 ', { type: 'json_pointer', pointer: '' }, '1.0'],
    ['{}', { type: 'json_pointer', pointer: '' }, '{}'], ['null', { type: 'json_pointer', pointer: '' }, 'null'],
  ]),
  definePicks('selectors.json-pointer.escapes', 'selectors.json-pointer', '~1 is a slash, ~0 a tilde, and an empty name is a name', [
    [DOCUMENT, { type: 'json_pointer', pointer: '/a~1b' }, '1'], [DOCUMENT, { type: 'json_pointer', pointer: '/m~0n' }, '2'],
    [DOCUMENT, { type: 'json_pointer', pointer: '/' }, '3'],
    ['{"~1":"a","/":"b"}', { type: 'json_pointer', pointer: '/~01' }, 'a'], ['{"~1":"a","/":"b"}', { type: 'json_pointer', pointer: '/~1' }, 'b'],
    ['{"":{"":"deep"}}', { type: 'json_pointer', pointer: '//' }, 'deep'], ['{"a b":{"%":"x"}}', { type: 'json_pointer', pointer: '/a b/%' }, 'x'],
    ['{"__proto__":"x"}', { type: 'json_pointer', pointer: '/__proto__' }, 'x'], ['{"01":"x"}', { type: 'json_pointer', pointer: '/01' }, 'x'],
  ]),
  defineMissing('selectors.json-pointer.missing', 'where there is no such value it is INVALID_SELECTOR with the pointer', MISSING.map((pointer) => [DOCUMENT, pointer])),
  defineMissing('selectors.json-pointer.replaced', 'what only the first of equal keys has is not there', [
    ['{"a":{"b":1},"a":{"c":2}}', '/a/b'], ['{"a":{"b":{"x":1}},"a":5}', '/a/b'], ['{"a":[1],"a":[]}', '/a/0'], ['{"a":["x"],"a":"y"}', '/a/0'],
  ]),
  defineRefusals('selectors.json-pointer.not-json', 'selectors.json-pointer', 'of what is not JSON every pointer is INVALID_SELECTOR', NOT_JSON.flatMap((content) => [
    [content, { type: 'json_pointer', pointer: '' }], [content, { type: 'json_pointer', pointer: '/a' }],
  ])),
  defineRefusals('selectors.json.bad-options', 'selectors.options', 'keys must be strings, a pointer an RFC 6901 pointer', [
    ['{}', { type: 'json_keys' }], ['{}', { type: 'json_keys', keys: 'a' }], ['{}', { type: 'json_keys', keys: [1] }],
    ['{}', { type: 'json_keys', keys: null }],
    ['{}', { type: 'json_keys', keys: [null] }], ['{"a":1}', { type: 'json_pointer' }], ['{"a":1}', { type: 'json_pointer', pointer: 'a' }],
    ['{"a":1}', { type: 'json_pointer', pointer: '#/a' }], ['{"~":1}', { type: 'json_pointer', pointer: '/~' }],
    ['{"~2":1}', { type: 'json_pointer', pointer: '/~2' }],
    ['{"a":1}', { type: 'json_pointer', pointer: null }], ['{"a":1}', { type: 'json_pointer', pointer: ['a'] }],
  ]),

  defineCase('selectors.json.large', 'selectors.json-keys', 'tokens that lie across the borders of chunks are read whole', async (kit) => {
    const { artifacts } = await kit.open();
    const wanted = { text: '\u{1f600}\n"\\ \u00e9', number: 12_345.678_9, words: [true, false, null] };
    const expected = '{\n  "number": 12345.6789,\n  "text": "\u{1f600}\\n\\"\\\\ \u00e9",\n  "words": [\n    true,\n    false,\n    null\n  ]\n}';
    const members = JSON.stringify(wanted).slice(1);
    for (let before = 0; before <= members.length; before += 1) {
      await artifacts.put('a', `{"${'f'.repeat(131_072 - before - '{"":0,'.length)}":0,${members}`);
      const what = `members that begin ${before} bytes before a border`;
      kit.expect.equal(await artifacts.drilldown('a', { type: 'json_keys', keys: ['text', 'number', 'words'] }), expected, what);
    }
  }),

  defineCase('selectors.json.borders', 'selectors.json-pointer', 'what stands at the border of chunks is read as it is anywhere else', async (kit) => {
    const { artifacts } = await kit.open();
    const bordering = (before: string, after: string): string => `${before}${'f'.repeat(131_072 - before.length)}${after}`;
    const text = 'f'.repeat(131_072 - '{"a":"'.length);
    for (const after of ['\ufeff', '\ufeffx', '\u00e9', '}', ' ', ',', '1']) {
      await artifacts.put('a', bordering('{"a":"', `${after}"}`));
      kit.expect.ok((await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/a' })) === `${text}${after}`, `a string with ${JSON.stringify(after)} right after the border`);
    }
    await artifacts.put('a', `${' '.repeat(131_072)}{"a":1}`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_keys', keys: ['a'] }), '{\n  "a": 1\n}', 'a member of an object that begins after the border');
    for (const after of ['\\x"}', '\\u00g0"}', '\u0001"}', '\\', '\\"']) {
      await artifacts.put('a', bordering('{"a":"', after));
      await kit.expect.rejects(artifacts.drilldown('a', { type: 'json_pointer', pointer: '/a' }), 'INVALID_SELECTOR', `a string that goes on with ${after} after the border`);
    }
  }),

  defineCase('selectors.json.deep', 'selectors.json-pointer', 'JSON of any depth can be read', async (kit) => {
    const { artifacts } = await kit.open();
    const depth = 20_000;
    const pairs = depth / 2;
    await artifacts.put('a', inPieces(utf8(`{"deep":${'[{"a":'.repeat(pairs)}[]${',"b":0},1]'.repeat(pairs)},"after":"text"}`), 65_536));
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_pointer', pointer: '/after' }), 'text', `a value after ${depth} nested arrays and objects`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_keys', keys: ['after'] }), '{\n  "after": "text"\n}', `a member after ${depth} nested arrays and objects`);
    kit.expect.equal(await artifacts.drilldown('a', { type: 'json_pointer', pointer: `/deep${'/0/a'.repeat(pairs)}` }), '[]', 'the innermost array');
  }),
];
