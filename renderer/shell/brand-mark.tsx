/** Our mark, as on the icon of the program: a shield with a way through it. */
export function BrandMark() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" fill="none" aria-hidden>
      <path d="M16 2 4 6.5v8.2c0 7.2 5 12.6 12 15.3 7-2.7 12-8.1 12-15.3V6.5L16 2Z" fill="var(--accent)" />
      <path
        d="M9 15.5h14m-5.4-5.4 5.4 5.4-5.4 5.4"
        stroke="var(--on-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
