import type { LimitResult, PairResult } from '../result.ts';

/** Three digits that count. */
export function digits(value: number): string {
  if (value === 0) return '0';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A rate of items a second, as `12.3 k/s`. */
export function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${digits(perSecond / 1e6)} M/s`;
  return perSecond >= 1000 ? `${digits(perSecond / 1000)} k/s` : `${digits(perSecond)}/s`;
}

/** How long one takes, of so many a second. */
export function duration(perSecond: number): string {
  const seconds = 1 / perSecond;
  if (seconds >= 1) return `${digits(seconds)} s`;
  return seconds >= 0.001 ? `${digits(seconds * 1000)} ms` : `${digits(seconds * 1e6)} µs`;
}

export function ratio({ ratio: { median, low, high } }: PairResult): string {
  return `${digits(median)} × (${digits(low)}–${digits(high)})`;
}

export function target(result: PairResult | LimitResult): string {
  if (result.target === null) return '';
  const bound = result.kind === 'limit' || result.measure === 'growth' ? '≤' : '≥';
  return `${bound} ${result.target}${result.kind === 'limit' ? '' : ' ×'}`;
}

export function value({ value: figure, unit }: LimitResult): string {
  return unit === 'bytes' ? `${Math.round(figure).toLocaleString('en')} bytes` : `${digits(figure)} ${unit}`;
}
