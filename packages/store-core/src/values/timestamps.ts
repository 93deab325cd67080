import { InvalidArgumentError, InvalidValueError } from '../errors.ts';
import { describe } from './describe.ts';

const DATE = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?`;
const ZONE = String.raw`(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)`;
/** The ISO 8601 forms that are taken: a date, or a date and a time of day, with or without a zone. */
const ISO_8601 = new RegExp(`^${DATE}(?:[Tt]${TIME}${ZONE}?)?$`);

/**
 * A point in time as it is stored: `YYYY-MM-DDTHH:mm:ss.sssZ`.
 * Takes a Date or an ISO 8601 string; without a zone it is UTC, digits after the millisecond are cut.
 * @throws InvalidValueError
 */
export function checkTimestamp(value: unknown, path: string): string {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? parseIso(value) : undefined;
  if (time === undefined) throw new InvalidValueError(path, `must be a Date or an ISO 8601 string, not ${describe(value)}`);
  const text = format(time);
  if (text === undefined) {
    throw new InvalidValueError(path, `is not a point in time of the years 0 to 9999: ${describe(typeof value === 'string' ? value : time)}`);
  }
  return text;
}

/** What a store's clock says, as it is stored. @throws InvalidArgumentError if it gives no point in time. */
export function readClock(clock: () => Date): string {
  let now: unknown;
  try {
    now = clock();
  } catch (cause) {
    throw new InvalidArgumentError('clock: the function threw', { cause, details: { argument: 'clock' } });
  }
  const text = now instanceof Date ? format(now.getTime()) : undefined;
  if (text === undefined) throw new InvalidArgumentError('clock: must return a valid Date', { details: { argument: 'clock' } });
  return text;
}

function format(time: number): string | undefined {
  if (!Number.isFinite(time)) return undefined;
  const text = new Date(time).toISOString();
  // Years outside 0–9999 are written with a sign and six digits.
  return text.length === 24 ? text : undefined;
}

/** Milliseconds since 1970; NaN for a date that no calendar has or a time that no clock shows. */
function parseIso(text: string): number | undefined {
  const match = ISO_8601.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [month, hour, minute] = [part(2), part(4), part(5)];
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const [zoneHours, zoneMinutes] = [part(10), part(11)];
  const date = new Date(0);
  date.setUTCFullYear(part(1), month - 1, part(3));
  date.setUTCHours(hour, minute, part(6), milliseconds);
  // A part out of its range has carried into the one above it. Two digits of a day can only leave another month, and of a second another minute.
  const carried = date.getUTCMonth() + 1 !== month || date.getUTCHours() !== hour || date.getUTCMinutes() !== minute;
  if (carried || zoneHours > 23 || zoneMinutes > 59) return Number.NaN;
  const zone = (zoneHours * 60 + zoneMinutes) * 60_000;
  return date.getTime() - (match[9] === '-' ? -zone : zone);
}
