import { init, type EChartsOption } from 'echarts';
import type { PairResult, Result } from '../result.ts';
import { digits, duration } from './format.ts';

export interface Chart {
  readonly name: string;
  readonly svg: string;
}

const WIDTH = 880;
const COLOURS = { better: '#2a78b5', worse: '#c8553d', line: '#444444' };

/** What the README shows: beside other stores, beside the limits, and as a store grows. */
export function charts(results: readonly Result[]): Chart[] {
  const pairs = results.filter((result) => result.kind === 'pair');
  const speeds = pairs.filter(({ measure }) => measure === 'speed');
  return [
    { name: 'peers', svg: bars('How many times as fast as…', speeds.filter(({ other }) => PEERS.has(other))) },
    { name: 'limits', svg: bars('Beside the limit: the same by hand, without checks (1 × is as fast)', speeds.filter(({ other, id }) => LIMITS.has(other) && !id.startsWith('drilldown'))) },
    { name: 'growth', svg: growth(pairs) },
  ];
}

const PEERS = new Set(['emmett-sqlite', 'langgraph-checkpoint-sqlite', 'keyv + @keyv/sqlite', 'Kysely', 'cacache', 'unstorage fs', 'classic-level']);
const LIMITS = new Set(['raw better-sqlite3', 'bare write + fdatasync', 'bare write']);

function bars(title: string, pairs: readonly PairResult[]): string {
  const shown = pairs.toReversed();
  const labels = shown.map(({ ours, other, workload, durability }) => `${ours.replace('store-', '')}: ${workload}${durability === 'read' ? '' : ` (${durability})`} · ${other}`);
  return draw(60 + 22 * shown.length, {
    title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
    grid: { left: 480, right: 50, top: 42, bottom: 30 },
    xAxis: { type: 'log', min: 0.1, axisLabel: { formatter: (figure: number) => `${figure} ×` } },
    yAxis: { type: 'category', data: labels, axisTick: { show: false }, axisLabel: { width: 470, overflow: 'truncate', fontSize: 11 } },
    series: [{
      type: 'bar',
      data: shown.map(({ ratio }) => ({ value: ratio.median, itemStyle: { color: ratio.median >= 1 ? COLOURS.better : COLOURS.worse } })),
      barWidth: 13,
      label: { show: true, position: 'right', fontSize: 11, formatter: ({ dataIndex }) => `${digits(shown[dataIndex]?.ratio.median ?? 0)} ×` },
      markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: COLOURS.line, type: 'solid' }, data: [{ xAxis: 1 }] },
    }],
  });
}

const SIZES = ['10,000', '100,000', '1,000,000'];

/** Microseconds of one page among ten thousand, a hundred thousand and a million items, where all of these were measured. */
function growth(pairs: readonly PairResult[]): string {
  const series = ['store-sqlite', 'store-jsonfile'].map((adapter) => {
    const larger = [`page/${adapter}/growth-100k`, `page/${adapter}/growth`].map((id) => pairs.find((pair) => pair.id === id));
    const small = larger[0] === undefined ? null : 1e6 / larger[0].otherRate.median;
    // The ratio is what was measured side by side; times of different runs are not.
    const data = [small, ...larger.map((pair) => (pair === undefined || small === null ? null : small * pair.ratio.median))];
    return { name: adapter, type: 'line' as const, data, symbolSize: 8 };
  });
  return draw(320, {
    title: { text: 'One page of 100 events, as the log grows', left: 'center', textStyle: { fontSize: 15 } },
    legend: { top: 36 },
    grid: { left: 80, right: 40, top: 76, bottom: 50 },
    xAxis: { type: 'category', name: 'events in the log', nameLocation: 'middle', nameGap: 28, data: SIZES },
    yAxis: { type: 'value', min: 0, axisLabel: { formatter: (micros: number) => (micros === 0 ? '0' : duration(1e6 / micros)) } },
    series,
  });
}

function draw(height: number, option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, backgroundColor: '#ffffff', color: ['#2a78b5', '#c8553d'], ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}
