import { builtinModule } from '../values/builtin-module.ts';

/** What the cases ran on, as the platform names itself. */
export interface Environment {
  /** As `Node.js 24.21.0`; in a browser its user agent. */
  readonly runtime: string;
  /** As `linux`; empty where the platform does not tell. */
  readonly os: string;
  /** As `x64`; empty where the platform does not tell. */
  readonly architecture: string;
}

export function describeEnvironment(): Environment {
  const process = builtinModule('node:process');
  if (process === undefined) return { runtime: navigator.userAgent, os: '', architecture: '' };
  return { runtime: `Node.js ${String(process['version']).slice(1)}`, os: String(process['platform']), architecture: String(process['arch']) };
}
