/** Ours to delete: remembered eras, child journals. A missing or damaged state is an empty one. */
export interface StateStore {
  read<T>(section: string): T | undefined;
  /** Durable soon, not at once. */
  write(section: string, value: unknown): void;
}
