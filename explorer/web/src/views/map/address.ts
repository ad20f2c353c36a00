// What of the map is in the address, under keys with the prefix `map.`.

import { useMemo } from "react";
import { useAddressValue } from "../../state";
import { type Field, familiesOf, isField } from "./paint";
import type { Family, Method, Points } from "./points";

export interface MapAddress {
  method: Method;
  setMethod: (method: Method) => void;
  field: Field;
  setField: (field: Field) => void;
  families: ReadonlySet<Family>;
  setFamilies: (families: ReadonlySet<Family>) => void;
  // Of what it shows what is most like it.
  like: string | null;
  setLike: (id: string | null) => void;
}

export function useMapAddress(points: Points): MapAddress {
  const [asked, setMethod] = useAddressValue("map.by");
  const [colour, setField] = useAddressValue("map.colour");
  const [chosen, setFamilies] = useAddressValue("map.show");
  const [like, setLike] = useAddressValue("map.like");
  return {
    method: asked === "tsne" && points.columns.tsne ? "tsne" : "umap",
    setMethod: (next) => setMethod(next === "umap" ? null : next),
    field: isField(colour) ? colour : "year",
    setField: (next) => setField(next === "year" ? null : next),
    families: useMemo(() => familiesOf(points, chosen), [points, chosen]),
    setFamilies: (next) => setFamilies([...next].join(",")),
    like,
    setLike,
  };
}
