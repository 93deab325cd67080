import { ABSENT } from './first-difference.ts';

const LONGEST = 200;

/** What a reader cannot see, or takes for a space or a line end. JSON.stringify leaves it as it is. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ue000-\uf8ff\ufeff\ufffe\uffff]/g;

/** A value for a message: exact about what is easily mistaken (-0, lone surrogates, what cannot be seen, bytes, class instances), and short. */
export function show(value: unknown): string {
  const text = render(value, 0);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

function render(value: unknown, depth: number): string {
  if (value === ABSENT) return 'no such member';
  if (typeof value === 'string') return renderString(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Uint8Array) return renderBytes(value);
  if (value instanceof Date) return `Date(${Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString()})`;
  if (depth > 4) return '…';
  if (Array.isArray(value)) return `[${value.slice(0, 20).map((item) => render(item, depth + 1)).join(', ')}${value.length > 20 ? `, … ${value.length} in all` : ''}]`;
  return `${className(value)}{ ${Object.entries(value).slice(0, 20).map(([key, member]) => `${key}: ${render(member, depth + 1)}`).join(', ')} }`;
}

function renderString(value: string): string {
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}… (${value.length} UTF-16 units)` : value;
  return JSON.stringify(short).replaceAll(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function renderBytes(value: Uint8Array): string {
  const first = Array.from(value.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `${value.length} bytes <${first}${value.length > 16 ? ' …' : ''}>`;
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return '';
  if (prototype === null) return '[no prototype] ';
  return `${value.constructor.name} `;
}
