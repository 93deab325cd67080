import type { Place, Runner } from './contestant.ts';
import { type Effort, interleave } from './measure/interleave.ts';
import { profile } from './measure/profile.ts';
import type { LimitResult, PairResult, Result } from './result.ts';
import type { LimitRow, PairRow, Row } from './row.ts';

export interface Places {
  readonly ours: Place;
  readonly other: Place;
}

/** Measures one row, in a process that does nothing else. */
export async function measureRow(row: Row, places: Places, effort: Effort): Promise<Result> {
  return row.kind === 'pair' ? await measurePair(row, places, effort) : await measureLimit(row, places, effort);
}

async function measurePair(row: PairRow, places: Places, effort: Effort): Promise<PairResult> {
  const [ours, other] = [await row.ours.open(places.ours), await row.other.open(places.other)];
  const { rounds, speed, ours: oursRate, other: otherRate } = await interleave(ours, other, { ...effort, rounds: Math.min(effort.rounds, row.rounds ?? effort.rounds) });
  const measure = row.ratio ?? 'speed';
  const ratio = measure === 'speed' ? speed : { median: 1 / speed.median, low: 1 / speed.high, high: 1 / speed.low };
  const target = effort.judge ? (row.target ?? null) : null;
  const met = target === null ? null : measure === 'speed' ? ratio.median >= target : ratio.median <= target;
  const why = met === false ? { profile: await profileOf(ours, oursRate.median) } : {};
  await ours.close();
  await other.close();
  const items = row.items ?? 1;
  return {
    ...common(row), kind: 'pair', durability: row.durability, ours: row.ours.name, other: row.other.name, measure, ratio, rounds, target, met, ...why,
    unit: row.unit ?? 'op', oursRate: times(oursRate, items), otherRate: times(otherRate, items),
  };
}

/** About a second of it, once. */
async function profileOf(runner: Runner, perSecond: number): Promise<PairResult['profile'] & {}> {
  return await profile(async () => await runner.run(Math.max(1, Math.round(perSecond))));
}

async function measureLimit(row: LimitRow, places: Places, { judge }: Effort): Promise<LimitResult> {
  const { value, detail } = await row.measure(places.ours);
  const target = judge ? (row.target ?? null) : null;
  const met = target === null ? null : value <= target;
  const why = met === false ? await profileOfLimit(row, places.other) : {};
  return { ...common(row), kind: 'limit', subject: row.subject, unit: row.unit, value, ...(detail === undefined ? {} : { detail }), target, met, ...why };
}

/** The work once more, in a place of its own. None for a row that does not let anybody look on. */
async function profileOfLimit(row: LimitRow, place: Place): Promise<Pick<LimitResult, 'profile'>> {
  let found: LimitResult['profile'];
  await row.measure(place, async (work) => {
    found = await profile(work);
  });
  return found === undefined ? {} : { profile: found };
}

function common({ id, group, workload, note }: Row): Pick<Row, 'id' | 'group' | 'workload' | 'note'> {
  return { id, group, workload, ...(note === undefined ? {} : { note }) };
}

function times({ median, low, high }: PairResult['ratio'], factor: number): PairResult['ratio'] {
  return { median: median * factor, low: low * factor, high: high * factor };
}
