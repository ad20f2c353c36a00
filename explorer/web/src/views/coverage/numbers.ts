import { useNumber } from "../../words";

// A share in per cent, never rounded to none or to all where it is neither.
export function useShare(): (part: number, of: number) => string {
  const number = useNumber();
  return (part, of) => {
    if (part === 0 || of === 0) return "0%";
    if (part === of) return "100%";
    const percent = (100 * part) / of;
    if (percent < 0.1) return `< ${number(0.1)}%`;
    if (percent > 99.9) return `> ${number(99.9)}%`;
    return `${number(percent, { maximumFractionDigits: percent < 1 || percent > 99 ? 1 : 0 })}%`;
  };
}
