import type { Frame } from '../signals/signal';

/** Meanings that no honest definition has; each is enough to flag, and none to block. */
export const DECEPTION_FRAMES: readonly Frame[] = [
  {
    id: 'user-overruled',
    kind: 'authority',
    slots: ['contrary', 'bends'],
    within: 50,
    acrossSentences: true,
    weight: 0.5,
    message: 'sets what the user wants aside',
  },
  {
    id: 'false-report',
    kind: 'concealment',
    slots: ['falsehood', 'reports', 'crooked'],
    within: 40,
    acrossSentences: true,
    weight: 0.5,
    message: 'tells the reader what to make the user believe',
  },
  {
    id: 'others-belittled',
    kind: 'shadowing',
    slots: ['othersNamed', 'belittled'],
    within: 28,
    weight: 0.5,
    message: 'reaches into other tools',
  },
  {
    id: 'protection-dismissed',
    kind: 'authority',
    slots: ['dismissed', 'protection', 'demanded'],
    within: 40,
    acrossSentences: true,
    weight: 0.5,
    message: 'tells the reader to switch protections off',
  },
  {
    id: 'results-obeyed',
    kind: 'directive',
    slots: ['obeys', 'returned', 'unquestioned'],
    within: 50,
    weight: 0.5,
    message: 'has what a result says taken for orders',
  },
];
