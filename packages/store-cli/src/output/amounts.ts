const NUMBERS = new Intl.NumberFormat('en');
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];

/** As `1,204`. */
export function grouped(number: number): string {
  return NUMBERS.format(number);
}

/** As `1 session`, `1,204 sessions`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** As `512 B`, `12.3 KiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  // At most three digits before the point, also where rounding would make it 1024.0.
  let [value, unit] = [bytes / 1024, 0];
  while (value >= 1023.95 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${value.toFixed(1)} ${UNITS[unit]}`;
}
