/** Addresses that were opened with this program, until there is somebody to take them. */
export interface LinkQueue {
  take(address: string): void;
  /** Everything that came, and from now on everything that comes. */
  deliverTo(receiver: (address: string) => void): void;
}

/** More than this at once is no person. */
const MOST = 16;
const LONGEST = 2_000;

export function createLinkQueue(): LinkQueue {
  const waiting: string[] = [];
  let receive = (address: string): void => {
    if (waiting.length < MOST) waiting.push(address);
  };
  return {
    take(address) {
      if (address.length <= LONGEST) receive(address);
    },
    deliverTo(receiver) {
      receive = receiver;
      for (const address of waiting.splice(0)) receiver(address);
    },
  };
}
