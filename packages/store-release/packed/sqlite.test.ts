import { describeAdapter } from './support/describe-adapter.ts';

describeAdapter('store-sqlite');
