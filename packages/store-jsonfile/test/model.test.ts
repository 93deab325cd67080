import { registerModel } from '@cw/store-core/conformance/model';
import { describe, test } from 'vitest';
import { indexedSubject } from './support/indexed-subject.ts';
import { subject } from './support/subject.ts';

registerModel(subject, { describe, test }, { runs: 60 });

describe('with an index of every log', () => registerModel(indexedSubject, { describe, test }, { runs: 40 }));
