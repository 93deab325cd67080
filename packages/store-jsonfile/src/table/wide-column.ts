import { Column } from './column.ts';

const HIGH = 2 ** 32;

/** A growing list of whole numbers from 0 to 2^53, in eight bytes each: the lower and the upper halves in columns of their own. */
export class WideColumn {
  readonly low: Column = new Column();
  readonly high: Column = new Column();

  get length(): number {
    return this.low.length;
  }

  get(index: number): number {
    return this.high.get(index) * HIGH + (this.low.get(index) >>> 0);
  }

  push(value: number): number {
    this.high.push(Math.floor(value / HIGH));
    return this.low.push(value | 0);
  }
}
