import { refuse } from './refusal.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** A time as it is stored. A string without a zone is UTC; what is finer than milliseconds is cut off. */
export function timestamp(value: unknown, path: string): string {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? parsed(value) : Number.NaN;
  const date = new Date(time);
  const year = date.getUTCFullYear();
  if (Number.isNaN(time) || year < 0 || year > 9999) return refuse('INVALID_VALUE', path);
  return date.toISOString();
}

function parsed(value: string): number {
  const [found, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = ISO.exec(value) ?? [];
  if (found === undefined) return Number.NaN;
  const millisecond = fraction.slice(0, 3).padEnd(3, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`;
  const time = Date.parse(local);
  // A day or an hour that does not exist is read as another one, or not at all.
  if (Number.isNaN(time) || new Date(time).toISOString() !== local) return Number.NaN;
  return time - minutesOf(zone) * 60_000;
}

function minutesOf(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
