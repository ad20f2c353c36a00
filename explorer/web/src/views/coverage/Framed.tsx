// A heading with a table below it, which scrolls by itself, by the arrow keys too.

import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  // Between the two.
  told?: ReactNode;
  name?: string;
  children: ReactNode;
}

export function Framed({ title, told, name = "", children }: Props) {
  const heading = useId();
  return (
    <section>
      <h2 id={heading}>{title}</h2>
      {told}
      <section
        className={`table-scroll ${name}`}
        aria-labelledby={heading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
      >
        {children}
      </section>
    </section>
  );
}
