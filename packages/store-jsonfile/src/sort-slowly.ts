import { Breather, compareCodePoints } from '@cw/store-core/adapter';

/** Names that are sorted or merged at once. */
const STEP = 4096;

/** The names in code-point order, while the event loop goes on. */
export async function sortSlowly(names: readonly string[]): Promise<string[]> {
  const breather = new Breather();
  let runs: string[][] = [];
  for (let first = 0; first < names.length; first += STEP) {
    runs.push(names.slice(first, first + STEP).sort(compareCodePoints));
    await breather.breathe();
  }
  while (runs.length > 1) {
    const longer: string[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], breather));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merge(a: readonly string[], b: readonly string[], breather: Breather): Promise<string[]> {
  const merged: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && compareCodePoints(left, right) <= 0)) {
      merged.push(left ?? '');
      i += 1;
    } else {
      merged.push(right);
      j += 1;
    }
    if (merged.length % STEP === 0) await breather.breathe();
  }
  return merged;
}
