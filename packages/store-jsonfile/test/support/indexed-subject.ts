import type { ConformanceSubject } from '@cw/store-core/conformance';
import { nodeFiles } from '../../src/files.ts';
import { ALWAYS } from './index-files.ts';
import { subject } from './subject.ts';
import { newPath } from './folders.ts';
import { openOn } from './unsafe-files.ts';

/** This adapter, with an index of every log, however short. */
export const indexedSubject: ConformanceSubject = {
  ...subject,
  async place() {
    const path = await newPath();
    return { open: async (env) => await openOn(nodeFiles, { path, ...env }, ALWAYS), destroy: async () => undefined };
  },
};
