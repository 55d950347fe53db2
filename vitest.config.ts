import { defineConfig } from 'vitest/config';
import { TestOrder } from './test/test-order.ts';

const root = import.meta.dirname;

export default defineConfig({
  root,
  test: {
    environment: 'node',
    pool: 'forks',
    // Two processors are enough: about half of the time, tests wait for something to happen.
    maxWorkers: 3,
    sequence: { sequencer: TestOrder },
    // Tests leave nothing behind, and loading the whole product anew for each file takes longer than most of them.
    isolate: false,
    // Far more than a test takes, also on a slow machine with much to do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A machine with much to do takes its time.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'product', include: ['test/**/*.test.ts'], exclude: ['test/architecture/**'] },
      },
      {
        extends: true,
        test: { name: 'architecture', include: ['test/architecture/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
});
