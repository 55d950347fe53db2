import { AsyncLocalStorage } from 'node:async_hooks';

const RealDate = globalThis.Date;
const shift = new AsyncLocalStorage<() => number>();
let users = 0;

const now = (): number => RealDate.now() + (shift.getStore()?.() ?? 0);

/** `Date`, which is off inside a server whose clock is wrong, and right for everybody else in this process. */
class ShiftedDate extends RealDate {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(now());
    else super(...(args as [number]));
  }

  static override now(): number {
    return now();
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof RealDate;
  }
}

/** Runs `work`, and all it starts, at a time that is off by what `offBy` says whenever it is asked. */
export function runShifted<T>(offBy: () => number, work: () => T): T {
  return shift.run(offBy, work);
}

/** Lets a clock be off from now on; call what it returns when nobody needs that any more. */
export function allowShiftedClock(): () => void {
  if (++users === 1) globalThis.Date = ShiftedDate as DateConstructor;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--users === 0) globalThis.Date = RealDate;
  };
}
