import { byCodePoint } from '../../samples.ts';
import { refuse } from './refusal.ts';
import { isObject } from './values.ts';

/** For texts in which numbers are written as JavaScript writes them. */
export function pickKeys(text: string, keys: readonly string[]): string {
  const value = parsed(text);
  if (!isObject(value)) return '';
  const names = keys.filter((key) => Object.hasOwn(value, key));
  return written(Object.fromEntries(names.map((name) => [name, value[name]])), '');
}

export function pickPointer(text: string, pointer: string): string {
  let value = parsed(text);
  if (value === undefined) return refuse('INVALID_SELECTOR');
  for (const token of pointer.split('/').slice(1)) value = memberOf(value, token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return typeof value === 'string' ? value : written(value, '');
}

function memberOf(value: unknown, key: string): unknown {
  const there = Array.isArray(value) ? /^(0|[1-9]\d*)$/.test(key) && Number(key) < value.length : isObject(value) && Object.hasOwn(value, key);
  return there ? Reflect.get(Object(value), key) : refuse('INVALID_SELECTOR');
}

/** Undefined: not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** Keys sorted by code point at any depth, indented by 2. */
function written(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  const block = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0 ? `${open}${close}` : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
  if (Array.isArray(value)) return block('[', value.map((element) => written(element, inner)), ']');
  if (!isObject(value)) return JSON.stringify(value);
  return block('{', Object.keys(value).toSorted(byCodePoint).map((key) => `${JSON.stringify(key)}: ${written(value[key], inner)}`), '}');
}
