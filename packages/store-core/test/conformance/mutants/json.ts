import { InvalidValueError, isStoreError } from '../../../src/index.ts';
import { changingJson, deepChanged, isRecord } from './changed-records.ts';
import { broken, type Mutant, overriding, remembering, wrapping } from './mutant.ts';
import { rewritingJson } from './rewriting-backend.ts';

/** Mistakes with metadata and payloads. */
export const JSON_MUTANTS: readonly Mutant[] = [
  wrapping({
    name: 'writes JSON before it looks at it',
    source: 'JSON.stringify as ECMAScript has it: NaN becomes null, a Date text, a Map {}; Keyv and many others store what it gives',
    dies: 'values.json.bad.event-metadata', message: /NaN in an object: expected INVALID_VALUE, but it succeeded/,
  }, changingJson(throughJson)),
  wrapping({
    name: 'takes what is not finite for null',
    source: 'JSON.stringify as ECMAScript has it: NaN and the infinities are written as null',
    dies: 'values.json.bad.ledger-payload', message: /NaN in an object: expected INVALID_VALUE, but it succeeded/,
  }, changingJson((value) => deepChanged(value, (one) => (typeof one === 'number' && !Number.isFinite(one) ? null : one)))),
  wrapping({
    name: 'asks values how they want to be written',
    source: 'JSON.stringify, which calls toJSON; the BSON serialiser of MongoDB, which calls toBSON',
    dies: 'values.json.to-json', message: /toJSON/,
  }, changingJson((value) => convertible(value))),
  wrapping({
    name: 'loses __proto__ when it copies',
    source: 'lodash before 4.17.5 (CVE-2018-3721), and every deep copy that says `copy[key] = value`',
    dies: 'values.json.bad.fact-metadata', message: /a __proto__ key: expected INVALID_VALUE, but it succeeded/,
  }, changingJson((value) => assigned(value))),
  wrapping({
    name: 'writes [Circular] for a cycle',
    source: 'fast-safe-stringify, as loggers use it: a cycle is written as "[Circular]"',
    dies: 'values.json.bad.episode-metadata', message: /a cycle through objects: expected INVALID_VALUE, but it succeeded/,
  }, changingJson((value) => withoutCycles(value, []))),
  wrapping({
    name: 'writes an object that it has seen as a reference to it',
    source: 'Douglas Crockford\'s cycle.js: what stands in two places is written as {"$ref":…} the second time',
    dies: 'values.json.repeated-large', message: /32 MiB in all: expected INVALID_VALUE, but it succeeded/,
  }, changingJson((value) => withReferences(value, new Map(), '$'))),
  remembering({
    name: 'gives JSON back as it was given',
    source: 'IndexedDB, which keeps a structured clone: -0 stays -0, members that are undefined stay',
    dies: 'values.json.legal.episode-metadata', message: /negative zero: expected .* 0, got -0/,
  }, () => {
    const kept = new Map<string, unknown>();
    return ({ scope, episodes }) => ({
      episodes: overriding(episodes, {
        add: async (episode) => {
          await episodes.add(episode);
          kept.set(`${scope} ${episode.episodeId}`, structuredClone(episode.metadata));
        },
        get: async (id) => {
          const episode = await episodes.get(id);
          const metadata = kept.get(`${scope} ${id}`) as typeof episode extends null ? never : Record<string, never> | undefined;
          return episode === null || metadata === undefined ? episode : { ...episode, metadata: structuredClone(metadata) };
        },
      }),
    });
  }),
  broken({
    name: 'keeps 14 digits of a number',
    source: 'Lua\'s cjson in Redis scripts: numbers are written with %.14g',
    dies: 'values.json.legal.ledger-payload', message: /numbers at the edges: expected at \.list\[\d+\]/,
  }, () => rewritingJson((value) => (typeof value === 'number' ? Number(value.toPrecision(14)) : value))),
  broken({
    name: 'gives an empty array back as an object',
    source: 'Lua\'s cjson in Redis scripts, whose empty table is {}',
    dies: 'values.json.legal.event-metadata', message: /every type: expected at .* \[\], got \{/,
  }, () => rewritingJson((value) => (Array.isArray(value) && value.length === 0 ? {} : value))),
  broken({
    name: 'leaves out members that are null',
    source: 'Lua tables, protobuf\'s JSON and serialisers set to omit nulls, as Jackson\'s NON_NULL',
    dies: 'values.json.legal.fact-metadata', message: /every type: expected at \.object\.nothing|every type: expected at \.nothing null, got no such member/,
  }, () => rewritingJson((value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) : value))),
  broken({
    name: 'puts shorter keys first',
    source: 'PostgreSQL: jsonb does not keep the order of keys; it sorts them by length, then by bytes',
    dies: 'values.json.key-order.event-metadata', message: /keys in the order returned: expected/,
  }, () => rewritingJson((value) => sorted(value, (a, b) => a.length - b.length || Buffer.compare(Buffer.from(a), Buffer.from(b))))),
  broken({
    name: 'sorts keys by their bytes',
    source: 'Go: encoding/json sorts the keys of a map as strings, by bytes; RFC 8785 wants UTF-16 units',
    dies: 'values.json.key-order.ledger-payload', message: /keys in the order returned: expected/,
  }, () => rewritingJson((value) => sorted(value, (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))),
  wrapping({
    name: 'counts one level too many',
    source: 'guards of recursion that say `depth >= limit` where they mean `>`',
    dies: 'values.json.depth.event-metadata', message: /event\.metadata of 64 levels: expected to succeed, got "INVALID_VALUE"/,
  }, changingJson((value) => {
    if (levels(value) >= 64) throw new InvalidValueError('metadata', 'nested too deeply');
    return value;
  })),
  wrapping({
    name: 'writes [Object] for what lies too deep',
    source: 'safe-stable-stringify: what lies deeper than `maximumDepth` is written as "[Object]"',
    dies: 'values.json.depth.ledger-payload', message: /65 levels: expected INVALID_VALUE, but it succeeded/,
  }, changingJson((value) => flattened(value, 1))),
  wrapping({
    name: 'measures JSON in UTF-16',
    source: 'quotas of Web Storage, which browsers count in UTF-16 units of two bytes',
    dies: 'values.json.largest', message: /metadata of 16 MiB: expected to succeed, got "INVALID_VALUE"/,
  }, changingJson((value) => {
    const text = isRecord(value) ? value['a'] : undefined;
    if (typeof text === 'string' && text.length * 2 > 16 * 1024 * 1024) throw new InvalidValueError('metadata', 'longer than 16 MiB');
    return value;
  })),
  wrapping({
    name: 'says only which member is wrong, not where in it',
    source: 'Mongoose: a Mixed path is cast as a whole, so that an error names the path alone',
    dies: 'values.json.path', message: /path of the error: expected "metadata\.calls\[3\]\.at", got "metadata"/,
  }, ({ events }) => ({
    events: overriding(events, {
      append: async (item, options) => await events.append(item, options).catch((error: unknown) => {
        const path = isStoreError(error) ? error.details['path'] : undefined;
        throw typeof path === 'string' && path.startsWith('metadata.') ? new InvalidValueError('metadata', 'is no JSON', { cause: error }) : error;
      }),
    }),
  })),
];

function throughJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    // A bigint, a cycle: left to whoever looks at it next.
    return value;
  }
}

function convertible(value: unknown): unknown {
  return deepChanged(value, (one) => (typeof one === 'object' && one !== null ? converted(one) : one));
}

function converted(value: object): unknown {
  const toJson: unknown = Object.hasOwn(value, 'toJSON') ? Reflect.get(value, 'toJSON') : undefined;
  return typeof toJson === 'function' ? (toJson.call(value) as unknown) : value;
}

function assigned(value: unknown, copies: Map<unknown, unknown> = new Map(), depth = 0): unknown {
  if (copies.has(value)) return copies.get(value);
  if (!isRecord(value) || depth > 70 || Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, 'broken')) return value;
  const copy: Record<PropertyKey, unknown> = {};
  copies.set(value, copy);
  for (const key of Reflect.ownKeys(value)) copy[key] = assigned(Reflect.get(value, key), copies, depth + 1);
  return copy;
}

function withoutCycles(value: unknown, above: readonly unknown[]): unknown {
  if (above.includes(value)) return '[Circular]';
  if (above.length > 70 || typeof value !== 'object' || value === null) return value;
  if (isOdd(value)) return value;
  if (Array.isArray(value)) return Object.keys(value).length === value.length ? value.map((each) => withoutCycles(each, [...above, value])) : value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutCycles(each, [...above, value])]));
}

function withReferences(value: unknown, seen: Map<unknown, string>, path: string): unknown {
  if (path.length > 1000 || typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return { $ref: known };
  seen.set(value, path);
  if (Array.isArray(value)) return Object.keys(value).length === value.length ? value.map((each, index) => withReferences(each, seen, `${path}[${index}]`)) : value;
  if (Object.getPrototypeOf(value) !== Object.prototype || isOdd(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withReferences(each, seen, `${path}[${JSON.stringify(key)}]`)]));
}

/** Whether there are members that a plain copy would not have, or could not read. */
function isOdd(value: object): boolean {
  return Object.getOwnPropertySymbols(value).length > 0 || Object.hasOwn(value, 'broken');
}

function sorted(value: unknown, compare: (a: string, b: string) => number): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compare(a, b))) : value;
}

/** How deep the first member of each level goes; 70 stands for more. */
function levels(value: unknown): number {
  let depth = 0;
  for (let at = value; typeof at === 'object' && at !== null && depth < 70; depth += 1) {
    const [first] = Object.keys(at);
    at = first === undefined || Object.getOwnPropertyDescriptor(at, first)?.get !== undefined ? null : Reflect.get(at, first);
  }
  return depth;
}

function flattened(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 64) return '[Object]';
  if (Array.isArray(value)) return Object.keys(value).length === value.length ? value.map((each) => flattened(each, depth + 1)) : value;
  if (Object.getPrototypeOf(value) !== Object.prototype || isOdd(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, flattened(each, depth + 1)]));
}
