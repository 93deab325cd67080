import { registerModel } from '@cw/store-core/conformance/model';
import { describe, test } from 'vitest';
import { subject } from './support/subject.ts';

registerModel(subject, { describe, test }, { runs: 60 });
