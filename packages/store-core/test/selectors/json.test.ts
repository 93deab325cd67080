import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SelectorError } from '../../src/errors.ts';
import { JsonReader } from '../../src/selectors/json/json-reader.ts';
import { JsonValueWriter } from '../../src/selectors/json/json-value-writer.ts';
import { textFrom } from './source.ts';

const keys = (json: string, ...keys: string[]) => textFrom(json, { type: 'json_keys', keys });
const at = (json: string, pointer: string) => textFrom(json, { type: 'json_pointer', pointer });

describe('numbers stay as they are written', () => {
  test.for(['1.0', '1234567890123456789', '-0', '1E400', '0.1e-7'])('%s', async (number) => {
    expect(await keys(`{"n":${number}}`, 'n')).toBe(`{\n  "n": ${number}\n}`);
    expect(await at(`[[${number}]]`, '/0/0')).toBe(number);
    expect(await at(`[[${number}]]`, '/0')).toBe(`[\n  ${number}\n]`);
  });
});

describe('the last of equal keys wins', () => {
  test('at every depth', async () => {
    expect(await keys('{"a":{"x":1,"y":2,"\\u0078":[3]},"a":{"x":[],"x":{}}}', 'a')).toBe('{\n  "a": {\n    "x": {}\n  }\n}');
    expect(await at('{"x":1,"y":{"z":1,"z":2},"x":3}', '')).toBe('{\n  "x": 3,\n  "y": {\n    "z": 2\n  }\n}');
  });

  test('also on the way of a pointer', async () => {
    expect(await at('{"a":{"b":1},"a":{"b":2}}', '/a/b')).toBe('2');
    await expect(at('{"a":{"b":1},"a":{"c":2}}', '/a/b')).rejects.toThrow(SelectorError);
    await expect(at('{"a":{"b":1},"a":[]}', '/a/b')).rejects.toThrow(SelectorError);
    await expect(at('{"a":{"b":1},"a":"text"}', '/a/b')).rejects.toThrow(SelectorError);
  });
});

test('keys are sorted by code point, not by UTF-16 unit, and integers are no exception', async () => {
  const json = '{"\u{1f600}":1,"\uff5e":2,"10":3,"9":4,"__proto__":5}';
  expect(await at(json, '')).toBe('{\n  "10": 3,\n  "9": 4,\n  "__proto__": 5,\n  "\uff5e": 2,\n  "\u{1f600}": 1\n}');
  expect(await keys(json, '__proto__', '9')).toBe('{\n  "9": 4,\n  "__proto__": 5\n}');
});

test('strings have the escapes that they need, and no others', async () => {
  expect(await keys('{"k\\u0065y":"\\/\\u00e9\\u0001\\n\\ud800"}', 'key')).toBe('{\n  "key": "/é\\u0001\\n\\ud800"\n}');
  expect(await at('["a\\u0000\\n\\ud83d\\ude00\\ud800"]', '/0')).toBe('a\0\n\u{1f600}\ufffd');
});

test('a byte-order mark is passed over', async () => {
  expect(await keys('\ufeff{"a":1}', 'a')).toBe('{\n  "a": 1\n}');
});

describe('json_keys', () => {
  const others = ['null', '"a"', '1', '[{"a":1}]'];
  const cut = ['', ' ', '{"a":1', '{"a":1}}', '{"a":1}{"a":1}'];
  const broken = ['{a:1}', "{'a':1}", '{"a":1,}', '{"a":1]', '{"a":[1}}', '{"a":01}', '{"a":NaN}', '{"a":"\t"}'];

  test.for([...others, ...cut, ...broken])('gives nothing for %s', async (json) => {
    expect(await keys(json, 'a')).toBe('');
  });

  test('gives an empty object where no key matches, keys of deeper objects included', async () => {
    expect(await keys('{"b":{"a":1}}', 'a')).toBe('{}');
    expect(await keys('{"a":1}')).toBe('{}');
  });
});

describe('json_pointer', () => {
  // The examples of RFC 6901.
  const json = '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8,"~1":9}';

  test.for([
    ['/foo', '[\n  "bar",\n  "baz"\n]'],
    ['/foo/0', 'bar'],
    ['/', '0'],
    ['/a~1b', '1'],
    ['/c%d', '2'],
    ['/e^f', '3'],
    ['/g|h', '4'],
    ['/i\\j', '5'],
    ['/k"l', '6'],
    ['/ ', '7'],
    ['/m~0n', '8'],
    ['/~01', '9'],
  ] as const)('%s', async ([pointer, text]) => {
    expect(await at(json, pointer)).toBe(text);
  });

  test.for(['/foo/2', '/foo/-', '/foo/01', '/foo/+1', '/foo/', '/foo/length', '/foo/0/0', '/bar', '/toString', '//'])(
    'finds nothing at %s',
    async (pointer) => {
      const expected: unknown = expect.objectContaining({ code: 'INVALID_SELECTOR', details: { type: 'json_pointer', pointer } });
      await expect(at(json, pointer)).rejects.toThrow(expected);
    },
  );

  test('refuses what is not JSON, wherever it stops being so', async () => {
    await expect(at('not json', '')).rejects.toThrow(SelectorError);
    await expect(at('{"a":1} x', '/a')).rejects.toThrow(SelectorError);
    await expect(at('{"a":1', '/a')).rejects.toThrow(SelectorError);
  });

  test('gives words and text as they are', async () => {
    expect(await at('[null,true,"null",""]', '/0')).toBe('null');
    expect(await at('[null,true,"null",""]', '/2')).toBe('null');
    expect(await at('[null,true,"null",""]', '/3')).toBe('');
    expect(await at('"text"', '')).toBe('text');
  });
});

describe('nesting that would overflow a stack', () => {
  const deep = `${'[{"a":'.repeat(200_000)}1${'}]'.repeat(200_000)}`;

  test('is read past', async () => {
    expect(await keys(`{"deep":${deep},"k":1}`, 'k')).toBe('{\n  "k": 1\n}');
    expect(await at(`[${deep},7]`, '/1')).toBe('7');
  });

  test('is followed', async () => {
    expect(await at(deep, '/0/a'.repeat(200_000))).toBe('1');
  });

  test('is written as far as it fits', async () => {
    const levels = 2000;
    expect(await at(`${'['.repeat(levels)}${']'.repeat(levels)}`, '')).toContain(`\n${'  '.repeat(levels - 1)}[]\n`);
    await expect(at(deep, '')).rejects.toThrow(/longer than/);
    await expect(keys(`{"deep":${deep}}`, 'deep')).rejects.toThrow(/longer than/);
  });

  test('is refused beyond what can be followed', async () => {
    await expect(at('['.repeat(17 * 1024 * 1024), '')).rejects.toThrow(/too deeply/);
  });
});

describe('a value is written where there is room for it, and nowhere else', () => {
  function write(json: string, level: number, room: number): string | undefined {
    const writer = new JsonValueWriter(level, room);
    const unlessDone = (tell: () => void): void => {
      if (!writer.done) tell();
    };
    const reader = new JsonReader({
      wantsKey: () => true,
      wantsString: () => true,
      open: (object) => unlessDone(() => writer.open(object)),
      close: () => unlessDone(() => writer.close()),
      key: (text) => unlessDone(() => writer.key(text)),
      string: (text) => unlessDone(() => writer.string(text)),
      literal: (text) => unlessDone(() => writer.literal(text)),
    });
    reader.add(json);
    reader.finish();
    expect(writer.done).toBe(true);
    return writer.text;
  }

  function expectExactRoom(json: string, level: number): void {
    const written = write(json, level, Number.POSITIVE_INFINITY) ?? '';
    const bytes = Buffer.byteLength(written);
    expect(JSON.parse(written)).toEqual(JSON.parse(json));
    expect(write(json, level, bytes)).toBe(written);
    expect(write(json, level, bytes - 1)).toBe(undefined);
  }

  test('whatever it is', () => {
    fc.assert(fc.property(fc.json({ stringUnit: 'grapheme' }), fc.nat({ max: 3 }), expectExactRoom));
  });

  test('also where members are replaced by longer ones', () => {
    expectExactRoom('{"é":[1,{}],"b":{},"é":{"x":[2],"y":"text"},"b":[3,4],"\\u0062":[["éé"],6,7,{}]}', 1);
  });
});
