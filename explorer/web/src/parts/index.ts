export { Claim, type Origin, originOf } from "./Claim";
export { Confidence } from "./Confidence";
export { linesOf, save } from "./csv";
export {
  doorOf,
  type Evidence,
  EvidenceDrawer,
  useDoor,
  useDoorOf,
  useEvidence,
} from "./EvidenceDrawer";
export { evidenceOf, type ServedEvidence } from "./evidence";
export { FilterBar } from "./FilterBar";
export { type Key, useKeys } from "./keys";
export { type Kind, kindOf } from "./kinds";
export { PlayAt } from "./PlayAt";
export { Said } from "./Said";
export { SearchBox } from "./SearchBox";
export { Empty, Failure, Skeleton } from "./states";
export { Table } from "./Table";
export { TimeCode } from "./TimeCode";
export { clock, plain } from "./text";
