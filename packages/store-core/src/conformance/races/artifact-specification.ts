import type { Specification } from '../linearizability/specification.ts';
import type { ArtifactCall } from './artifact-calls.ts';
import { versionName } from './artifact-versions.ts';

/** The artifact under one handle, as the contract has it: one version after the other, each whole. Null: there is none. */
export const ARTIFACT_SPECIFICATION: Specification<ArtifactCall, number | null> = {
  initial: null,
  key: String,
  object: ({ handle }) => handle,
  run(current, call) {
    switch (call.do) {
      case 'put': {
        const met = (call.ifAbsent !== true || current === null) && (call.ifMatch === undefined || current === call.ifMatch);
        return met ? { state: call.version, outcome: versionName(call.version) } : { state: current, outcome: 'ARTIFACT_CONFLICT' };
      }
      case 'exists':
        return { state: current, outcome: String(current !== null) };
      case 'delete':
        return { state: null, outcome: current === null ? 'ARTIFACT_NOT_FOUND' : 'deleted' };
      default:
        return { state: current, outcome: current === null ? 'ARTIFACT_NOT_FOUND' : versionName(current) };
    }
  },
};
