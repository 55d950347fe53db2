/** A file worked into the bundle as a `data:` address. */
declare module '*.bin?url&inline' {
  const address: string;
  export { address as default };
}
